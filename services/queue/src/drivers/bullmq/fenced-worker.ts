import { ErrorCode, Job as BullJob, type Processor, Worker, type WorkerOptions } from 'bullmq';
import type { JobRun } from '../job.js';
import type { JobData } from './job-record.js';

type Delivered = BullJob<JobData, JobRun>;
type Next = Promise<Delivered>;
type Rest = [fetchNext?: () => boolean];

/** What BullMQ answers to the ending of a run whose lease is lost, whether or not another worker has the job already. */
const LEASE_LOST: readonly unknown[] = [ErrorCode.JobLockNotExist, ErrorCode.JobLockMismatch, ErrorCode.JobNotInState];

/**
 * BullMQ's worker, with two of its methods overridden: those that write how a run ended. Where the lease was lost by then,
 * BullMQ raises an error; here `onLate` is called instead.
 */
export class FencedWorker extends Worker<JobData, JobRun> {
  constructor(
    name: string,
    processor: Processor<JobData, JobRun>,
    options: WorkerOptions,
    private readonly onLate: (jobId: string) => void,
  ) {
    super(name, processor, options);
  }

  protected override handleCompleted(run: JobRun, job: Delivered, token: string, ...rest: Rest): Next {
    const end = () => super.handleCompleted(run, job, token, ...rest);
    return this.fence(job, end, ({ returnvalue }) => JSON.stringify(returnvalue) === JSON.stringify(run));
  }

  protected override handleFailed(error: Error, job: Delivered, token: string, ...rest: Rest): Next {
    const end = () => super.handleFailed(error, job, token, ...rest);
    return this.fence(job, end, ({ failedReason }) => failedReason === error.message);
  }

  private async fence(job: Delivered, end: () => Next, isOurs: (stored: Delivered) => boolean): Next {
    try {
      return await end();
    } catch (error) {
      if (!isLeaseLost(error)) throw error;
      // Not late, where Redis had written the ending and went away before it said so.
      const stored = await BullJob.fromId<JobData, JobRun>(this, job.id!);
      if (!stored || !isOurs(stored)) this.onLate(job.id!);
      return undefined as never; // as BullMQ itself does where no job follows
    }
  }
}

function isLeaseLost(error: unknown): boolean {
  return error instanceof Error && 'code' in error && LEASE_LOST.includes(error.code);
}
