import { availableCores, LOGGER, logSizing } from '@fleetlab/kit';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { config, threads } from '../config.js';
import type { Consumer, Delivery, QueueDriver } from '../drivers/driver.js';
import type { JobRun } from '../drivers/job.js';
import { JobRunMetric } from '../metrics/job-run.metric.js';
import { QUEUE_DRIVER } from '../drivers/driver.provider.js';
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

  private async run(delivery: Delivery): Promise<JobRun> {
    const { job } = delivery;
    try {
      const run = await this.runner.run(delivery);
      this.metric.observe(job, run);
      return run;
    } catch (error) {
      const attempt = `${job.attempts + 1} of ${job.maxAttempts}`;
      this.logger.info({ jobId: job.id, workload: job.workload, attempt }, (error as Error).message);
      throw error;
    }
  }
}
