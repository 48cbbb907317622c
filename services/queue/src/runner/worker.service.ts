import { availableCores, LOGGER, logSizing, TRACING, type Tracing } from '@fleetlab/kit';
import type { Execution } from '@fleetlab/workloads';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { config, threads } from '../config.js';
import type { Consumer, Delivery, QueueDriver } from '../drivers/driver.js';
import type { JobRun } from '../drivers/job.js';
import { JobRunMetric } from '../metrics/job-run.metric.js';
import { QUEUE_DRIVER } from '../drivers/driver.provider.js';
import { noteSpan } from '../tracing/failed-span.js';
import { JobSpan } from '../tracing/job-span.js';
import { JobRunner } from './job.runner.js';

/** What runs is given this share of the drain's time; the rest is for putting back what did not end. */
const GRACE_SHARE = 0.8;

/** Takes jobs from when the process is ready until it drains. */
@Injectable()
export class WorkerService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private consumer: Consumer | undefined;

  constructor(
    @Inject(QUEUE_DRIVER) private readonly driver: QueueDriver,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly runner: JobRunner,
    private readonly metric: JobRunMetric,
    @Inject(TRACING) private readonly tracing: Tracing | undefined,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const settings = { concurrency: config.CONCURRENCY, threads };
    const cpuSlots = Math.min(threads, availableCores());
    logSizing(this.logger, { slots: { wait: settings.concurrency, cpu: cpuSlots }, settings });
    this.consumer = await this.driver.consume((delivery) => this.run(delivery), { ...settings, cpuSlots });
    this.logger.info(settings, 'takes jobs');
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.consumer?.close(config.GRACE_MS * GRACE_SHARE);
  }

  private run(delivery: Delivery): Promise<JobRun> {
    const span = this.tracing && JobSpan.begin(delivery.job, this.tracing);
    return span ? this.runTraced(delivery, span) : this.runLogged(delivery);
  }

  private async runTraced(delivery: Delivery, span: JobSpan): Promise<JobRun> {
    try {
      const { calls, ...run } = await this.runLogged(delivery, span);
      span.end({ ...run, ...(calls && { calls }) });
      return { ...run, span: { traceId: span.traceId, spanId: span.spanId } };
    } catch (error) {
      span.fail(error);
      noteSpan(error, span);
      throw error;
    }
  }

  private async runLogged(delivery: Delivery, span?: JobSpan): Promise<Execution> {
    const { job } = delivery;
    try {
      // A run that is not sampled still tells the upstream so.
      const trace = span?.trace ?? (this.tracing && { traceparent: null, baggage: job.trace?.baggage });
      const run = await this.runner.run(delivery, trace);
      this.metric.observe(job, run, span);
      return run;
    } catch (error) {
      const attempt = `${job.attempts + 1} of ${job.maxAttempts}`;
      const trace = span && { traceId: span.traceId, spanId: span.spanId };
      // With its last attempt a job becomes a dead letter, which somebody has to see to.
      const level = job.attempts + 1 >= job.maxAttempts ? 'warn' : 'info';
      this.logger[level]({ jobId: job.id, workload: job.workload, attempt, ...trace }, (error as Error).message);
      throw error;
    }
  }
}
