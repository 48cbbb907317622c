import type { Queue } from 'bullmq';
import type { QueueStats } from '../driver.js';
import { delayedScore, timeOfScore } from './delayed-score.js';
import { dueAt, type JobData, readFailure } from './job-record.js';
import type { RedisLink } from './redis-link.js';
import { type Totals, toTotals } from './totals.js';
import { toWorkers, type WorkerRegistry } from './worker-registry.js';

type Answers = [
  waiting: number,
  due: number,
  later: number,
  running: number,
  done: number,
  dead: number,
  next: string | null,
  firstDue: [id?: string, score?: string],
  heartbeats: string[],
  counts: Record<string, string>,
  deadLetters: string | null,
];

/** Reads what the queue says of itself. */
export class StatsReader {
  constructor(
    private readonly link: RedisLink,
    private readonly queue: Queue,
    private readonly registry: WorkerRegistry,
    private readonly totals: Totals,
  ) {}

  async read(): Promise<QueueStats> {
    const { wait, delayed, active, completed, failed } = this.queue.keys;
    const now = Date.now();
    const [waiting, due, later, running, done, dead, next, firstDue, heartbeats, counts, deadLetters] =
      (await this.link.askAtOnce((multi) => {
        multi
          .llen(wait!)
          .zcount(delayed!, '-inf', delayedScore(now))
          .zcount(delayed!, `(${delayedScore(now)}`, '+inf');
        multi.llen(active!).zcard(completed!).zcard(failed!);
        multi.lindex(wait!, -1).zrange(delayed!, '0', '0', 'WITHSCORES');
        return this.totals.addQuestions(this.registry.addQuestion(multi));
      })) as Answers;
    const firstDueAt = firstDue[1] === undefined ? now : timeOfScore(Number(firstDue[1]));
    return {
      jobs: { waiting: waiting + due, delayed: later, running, done, failed: dead },
      oldestWaitingMs: Math.max(0, now - firstDueAt, now - ((await this.dueTime(next)) ?? now)),
      workers: toWorkers(heartbeats),
      totals: toTotals(counts, deadLetters),
    };
  }

  /** @returns null where there is no such job (any more) */
  private async dueTime(id: string | null): Promise<number | null> {
    if (id === null) return null;
    const [data, failedReason] = await this.link.ask((client) =>
      client.hmget(this.queue.toKey(id), 'data', 'failedReason'),
    );
    return data == null ? null : dueAt(JSON.parse(data) as JobData, readFailure(failedReason));
  }
}
