import type { Job as BullJob } from 'bullmq';
import { retryDelayMs } from '../back-off.js';
import type { JobHandler } from '../driver.js';
import type { Job, JobRun } from '../job.js';
import { type JobData, recordOfDelivery, toJob } from './job-record.js';
import { ProgressWriter } from './progress.writer.js';
import { RunFailure } from './run-failure.js';

/** Runs a delivered job to its end. @throws RunFailure */
export async function runDelivery(
  delivered: BullJob<JobData>,
  handler: JobHandler,
  retryBaseMs: number,
): Promise<JobRun> {
  const job = toJob(recordOfDelivery(delivered), 'running');
  const writer = new ProgressWriter(delivered);
  try {
    const run = await handler({ job, progress: (done, total) => writer.note({ done, total }) });
    JSON.stringify(run); // BullMQ does it again, and would take a failure for one of its own
    return run;
  } catch (thrown) {
    throw new RunFailure(thrown, nextRunAt(job, retryBaseMs));
  } finally {
    writer.stop();
  }
}

function nextRunAt({ attempts, maxAttempts, runAt }: Job, retryBaseMs: number): number {
  const ended = attempts + 1;
  return ended < maxAttempts ? Date.now() + retryDelayMs(ended, retryBaseMs) : runAt;
}
