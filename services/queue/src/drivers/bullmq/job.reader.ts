import type { Queue } from 'bullmq';
import type { Job, JobState } from '../job.js';
import { delayedScore } from './delayed-score.js';
import { isJobId } from './job-id.js';
import { type JobRecord, recordOfHash, toJob } from './job-record.js';
import type { RedisLink } from './redis-link.js';

interface StoredJob {
  readonly record: JobRecord;
  readonly state: JobState;
}

/** Reads jobs, each as Redis has it at one moment. */
export class JobReader {
  constructor(
    private readonly link: RedisLink,
    private readonly queue: Queue,
  ) {}

  async find(id: string): Promise<Job | null> {
    const stored = await this.read(id);
    return stored && toJob(stored.record, stored.state);
  }

  async read(id: string): Promise<StoredJob | null> {
    if (!isJobId(id)) return null;
    const { delayed, active } = this.queue.keys;
    const [hash, score, place] = (await this.link.askAtOnce((multi) =>
      multi.hgetall(this.queue.toKey(id)).zscore(delayed!, id).lpos(active!, id),
    )) as [Record<string, string>, string | null, number | null];
    if (hash.data === undefined) return null;
    const record = recordOfHash(id, hash);
    return { record, state: stateOf(record, score === null ? null : Number(score), place !== null) };
  }

  /** The newest first: of ended jobs by their end. */
  async list({ state, limit }: { readonly state?: JobState; readonly limit: number }): Promise<Job[]> {
    const ids = await this.newestIds(state, limit);
    const jobs = (await Promise.all(ids.map((id) => this.find(id)))).filter((job) => job !== null);
    const isEnded = state === 'done' || state === 'failed';
    return jobs
      .filter((job) => state === undefined || job.state === state)
      .sort((a, b) => (isEnded ? b.finishedAt! - a.finishedAt! : b.enqueuedAt - a.enqueuedAt))
      .slice(0, limit);
  }

  /** Of each state as many as asked for, those that entered it last; of the delayed those that are due last. */
  private async newestIds(state: JobState | undefined, limit: number): Promise<string[]> {
    const { wait, delayed, active, completed, failed } = this.queue.keys;
    const due = String(delayedScore(Date.now()));
    const lists = (await this.link.askAtOnce((multi) =>
      multi
        .lrange(wait!, 0, limit - 1)
        .zrevrangebyscore(delayed!, due, '-inf', 'LIMIT', 0, limit)
        .zrevrangebyscore(delayed!, '+inf', `(${due}`, 'LIMIT', 0, limit)
        .lrange(active!, 0, limit - 1)
        .zrevrange(completed!, 0, limit - 1)
        .zrevrange(failed!, 0, limit - 1),
    )) as string[][];
    const states: readonly JobState[] = ['waiting', 'waiting', 'delayed', 'running', 'done', 'failed'];
    return lists.filter((_ids, i) => state === undefined || state === states[i]).flat();
  }
}

function stateOf(record: JobRecord, score: number | null, isActive: boolean): JobState {
  if (record.finishedAt !== null) return record.run ? 'done' : 'failed';
  if (isActive) return 'running';
  // One that is due only has not been moved yet, for no worker was there to do it.
  return score !== null && score > delayedScore(Date.now()) ? 'delayed' : 'waiting';
}
