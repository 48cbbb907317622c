import { DurationHistogram } from '@fleetlab/kit';
import type { Registry } from 'prom-client';
import type { Job, JobRun } from '../drivers/job.js';
import { QUEUE_NAME } from './queue-name.js';

export const QUEUE_WAIT = 'fleetlab_queue_wait_seconds';
export const QUEUE_RUN = 'fleetlab_queue_run_seconds';

/** What a worker measures of the runs that succeeded. */
export class JobRunMetric {
  private readonly wait: DurationHistogram;
  private readonly run: DurationHistogram;

  constructor(registry: Registry) {
    this.wait = new DurationHistogram(QUEUE_WAIT, 'Time from when a job could run to the start of its run.', registry);
    this.run = new DurationHistogram(QUEUE_RUN, "Time from start to end of a job's run.", registry);
  }

  observe({ workload, enqueuedAt, runAt }: Job, { startedAt, finishedAt }: JobRun): void {
    const labels = { queue: QUEUE_NAME, workload };
    this.wait.with(labels).observeMs(startedAt - Math.max(enqueuedAt, runAt));
    this.run.with(labels).observeMs(finishedAt - startedAt);
  }
}
