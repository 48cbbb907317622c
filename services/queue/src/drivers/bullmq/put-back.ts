import { type Job as BullJob, WaitingError } from 'bullmq';

/** Gives a job back, to be taken at once by another worker. Always throws: that tells BullMQ to leave the job alone. */
export async function putBack(job: BullJob, token: string): Promise<never> {
  // It has been given to another already where the lease is lost, and will be where Redis is away.
  await job.moveToWait(token).catch(() => undefined);
  throw new WaitingError();
}
