import { DurationHistogram, type TracedSpan } from '@fleetlab/kit';
import type { Registry } from 'prom-client';
import type { Job, JobRun } from '../drivers/job.js';
import { QUEUE_RUN, QUEUE_WAIT } from './names.js';
import { QUEUE_NAME } from './queue-name.js';

/** What a worker measures of the runs that succeeded. */
export class JobRunMetric {
  private readonly wait: DurationHistogram;
  private readonly run: DurationHistogram;

  constructor(registry: Registry) {
    this.wait = new DurationHistogram(QUEUE_WAIT, 'Time from when a job could run to the start of its run.', registry);
    this.run = new DurationHistogram(QUEUE_RUN, "Time from start to end of a job's run.", registry);
  }

  /** @param span the run's own, where it is traced */
  observe({ workload, enqueuedAt, runAt }: Job, { startedAt, finishedAt }: JobRun, span?: TracedSpan): void {
    const labels = { queue: QUEUE_NAME, workload };
    this.wait.with(labels).observeMs(startedAt - Math.max(enqueuedAt, runAt), span);
    this.run.with(labels).observeMs(finishedAt - startedAt, span);
  }
}
