import { randomUUID } from 'node:crypto';
import { epochMs } from '@fleetlab/workloads';
import type { Queue } from 'bullmq';
import type { Enqueued, Removal } from '../driver.js';
import type { NewJob } from '../job.js';
import { Admission } from './admission.js';
import { jobIdOf } from './job-id.js';
import { type JobData, newRecord, toData, toJob } from './job-record.js';
import type { JobReader } from './job.reader.js';
import type { RedisLink } from './redis-link.js';

/** Stores and removes jobs. */
export class JobWriter {
  private readonly admission: Admission;

  constructor(
    private readonly link: RedisLink,
    private readonly queue: Queue<JobData>,
    private readonly jobs: JobReader,
    private readonly maxDepth: number,
  ) {
    this.admission = new Admission(maxDepth, () => this.countWaiting());
  }

  async add(order: NewJob): Promise<Enqueued> {
    const id = jobIdOf(order);
    const data = toData(order, epochMs(), randomUUID());
    const store = () => this.link.ask(() => this.queue.add(order.workload, data, optionsOf(id, data)));
    const added = await this.admission.admit(store);
    const earlier = await this.earlier(id, order, data);
    if (earlier) return earlier;
    if (!added) return { outcome: 'full', maxDepth: this.maxDepth };
    const isDelayed = data.runAt > Date.now();
    return { outcome: 'stored', job: toJob(newRecord(id, order.workload, data), isDelayed ? 'delayed' : 'waiting') };
  }

  async remove(id: string): Promise<Removal> {
    const job = await this.jobs.find(id);
    if (!job) return 'absent';
    if (job.state === 'running') return 'running';
    // BullMQ refuses what a worker took meanwhile.
    return (await this.link.ask(() => this.queue.remove(id))) === 1 ? 'removed' : 'running';
  }

  private async countWaiting(): Promise<number> {
    const { wait, delayed } = this.queue.keys;
    const counts = (await this.link.askAtOnce((multi) => multi.llen(wait!).zcard(delayed!))) as [number, number];
    return counts[0] + counts[1];
  }

  /** What an idempotency key brought back: BullMQ leaves the job alone that has the id already, and does not say so. */
  private async earlier(id: string, { idempotency }: NewJob, { nonce }: JobData): Promise<Enqueued | null> {
    if (!idempotency) return null;
    const first = await this.jobs.read(id);
    if (!first || first.record.data.nonce === nonce) return null;
    const isSame = first.record.data.fingerprint === idempotency.fingerprint;
    return { outcome: isSame ? 'repeated' : 'conflict', job: toJob(first.record, first.state) };
  }
}

function optionsOf(id: string, { runAt, enqueuedAt, maxAttempts }: JobData) {
  const timestamp = Math.floor(enqueuedAt);
  return {
    jobId: id,
    timestamp,
    delay: runAt - timestamp,
    attempts: maxAttempts,
    backoff: { type: 'custom' }, // workers say how long: see worker-settings.ts
    stackTraceLimit: 0,
  };
}
