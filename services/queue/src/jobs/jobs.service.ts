import { epochMs, Problem, type RunTrace } from '@fleetlab/kit';
import { Inject, Injectable } from '@nestjs/common';
import { type QueueDriver, type QueueStats, QueueUnavailableError } from '../drivers/driver.js';
import type { Job, JobState, NewJob } from '../drivers/job.js';
import { QUEUE_DRIVER } from '../drivers/driver.provider.js';
import { QUEUE_NAME } from '../metrics/queue-name.js';

/** By then a worker has most likely taken a job, or a broker come back. */
const FULL_RETRY_S = 1;
const UNAVAILABLE_RETRY_S = 5;

export interface Submitted {
  readonly job: Job;
  /** false where an idempotency key has brought back an earlier job. */
  readonly isNew: boolean;
}

/** The queue as HTTP sees it: whatever it says no with is a Problem. */
@Injectable()
export class JobsService {
  constructor(@Inject(QUEUE_DRIVER) private readonly driver: QueueDriver) {}

  /**
   * @param trace for the job's runs to link to
   * @throws Problem QUEUE_FULL or CONFLICT where nothing was stored, QUEUE_UNAVAILABLE where something may have been: see
   * QueueDriver.enqueue
   */
  async submit(order: NewJob, trace?: RunTrace): Promise<Submitted> {
    const startedAt = epochMs();
    const enqueued = await available(this.driver.enqueue(trace ? { ...order, trace } : order));
    switch (enqueued.outcome) {
      case 'stored':
        trace?.noteSent({ id: enqueued.job.id, destination: QUEUE_NAME, startedAt, finishedAt: epochMs() });
        return { job: enqueued.job, isNew: true };
      case 'repeated':
        return { job: enqueued.job, isNew: false };
      case 'conflict':
        throw new Problem(
          'CONFLICT',
          `The Idempotency-Key "${order.idempotency?.key}" was sent before with another body. Use a new key for a new job.`,
          { jobId: enqueued.job.id },
        );
      case 'full':
        throw new Problem('QUEUE_FULL', `${enqueued.maxDepth} jobs wait, the most that may. Try again later.`, {
          retryAfterS: FULL_RETRY_S,
        });
    }
  }

  /** @throws Problem NOT_FOUND */
  async find(id: string): Promise<Job> {
    return (await available(this.driver.find(id))) ?? notFound(id);
  }

  list(filter: { readonly state?: JobState; readonly limit: number }): Promise<readonly Job[]> {
    return available(this.driver.list(filter));
  }

  /** @throws Problem NOT_FOUND, or CONFLICT while the job runs */
  async remove(id: string): Promise<void> {
    const removal = await available(this.driver.remove(id));
    if (removal === 'absent') notFound(id);
    if (removal === 'running') {
      throw new Problem('CONFLICT', `The job ${id} runs now and cannot be taken back. Wait until it has ended.`, {
        jobId: id,
      });
    }
  }

  /**
   * @returns null where the job has not ended in time
   * @throws Problem NOT_FOUND where it was deleted meanwhile
   */
  async waitUntilEnded(id: string, waitMs: number): Promise<Job | null> {
    const isLate = AbortSignal.timeout(waitMs);
    const job = await available(this.driver.waitUntilEnded(id, isLate));
    return job ?? (isLate.aborted ? null : notFound(id));
  }

  stats(): Promise<QueueStats> {
    return available(this.driver.stats());
  }
}

function notFound(id: string): never {
  throw new Problem(
    'NOT_FOUND',
    `There is no job ${id}. It never was, was deleted, or is done for so long that it is forgotten.`,
  );
}

async function available<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof QueueUnavailableError)) throw error;
    throw new Problem('QUEUE_UNAVAILABLE', error.message, { retryAfterS: UNAVAILABLE_RETRY_S });
  }
}
