import {
  Accepted,
  availableCores,
  type ModelLimits,
  Problem,
  type RunOutcome,
  type RunRequest,
  RunService,
} from '@fleetlab/kit';
import { Injectable } from '@nestjs/common';
import { config } from './config.js';
import type { QueueStats } from './drivers/driver.js';
import { DEFAULT_MAX_ATTEMPTS, type Job } from './drivers/job.js';
import { toView } from './jobs/job.view.js';
import { failedSpanOf } from './tracing/failed-span.js';
import { JobsService } from './jobs/jobs.service.js';

/** Stores a job and answers; a worker runs it, whenever. Like Celery or RQ. With `wait` the answer waits for the result. */
@Injectable()
export class QueueRunService extends RunService {
  /** A GET that makes a job is for load scripts; nobody between may answer it from a cache. */
  override readonly answerHeaders = { 'cache-control': 'no-store' };
  /** Which of the jobs that requests wait for run already is known to the workers only; fleetlab_queue_jobs counts those that wait. */
  readonly waiting = 0;
  private workers: QueueStats['workers'] = [];

  constructor(private readonly jobs: JobsService) {
    super();
  }

  get limits(): Promise<ModelLimits> {
    return this.findLimits();
  }

  async run({ workload, params, options, trace }: RunRequest): Promise<RunOutcome | Accepted> {
    const waitMs = Number(options.wait);
    const order = { workload, params, runAt: null, failTimes: 0, maxAttempts: DEFAULT_MAX_ATTEMPTS, idempotency: null };
    const { job } = await this.jobs.submit(order, trace);
    if (waitMs === 0) return new Accepted(`/queue/jobs/${job.id}`, toView(job));
    const ended = await this.jobs.waitUntilEnded(job.id, waitMs);
    const span = ended?.run?.span ?? failedSpanOf(ended?.error);
    if (span) trace?.linkTo(span);
    return outcomeOf(ended, job.id, waitMs);
  }

  /**
   * The slots of all workers alive together; as last seen where the queue cannot be asked. Those on a spool share this
   * machine's cores; of others nobody here knows which of them share a machine.
   */
  private async findLimits(): Promise<ModelLimits> {
    this.workers = await this.jobs.stats().then(
      ({ workers }) => workers,
      () => this.workers,
    );
    const sum = (key: 'concurrency' | 'cpuSlots') => this.workers.reduce((total, worker) => total + worker[key], 0);
    const cores = config.QUEUE_DRIVER === 'spool' ? availableCores() : Infinity;
    return {
      slots: { wait: sum('concurrency'), cpu: Math.min(sum('cpuSlots'), cores) },
      settings: {
        workers: this.workers.length,
        concurrency: this.workers[0]?.concurrency ?? null,
        threads: this.workers[0]?.threads ?? null,
        maxDepth: config.MAX_DEPTH,
      },
    };
  }
}

function outcomeOf(job: Job | null, jobId: string, waitMs: number): RunOutcome {
  if (job?.run) return job.run;
  if (!job) {
    const detail = `The job has not ended within ${waitMs} ms. It goes on: ask for it at /queue/jobs/${jobId}.`;
    throw new Problem('TIMEOUT', detail, { jobId });
  }
  // With its cause, by which the kit tells a failed upstream from a failure of our own.
  throw new Error(job.error?.message, { cause: job.error?.cause });
}
