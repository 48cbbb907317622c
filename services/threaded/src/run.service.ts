import { availableCores, Problem, type RunOutcome, type RunRequest, RunService } from '@fleetlab/kit';
import type { Execution } from '@fleetlab/workloads';
import { Inject, Injectable } from '@nestjs/common';
import type { Piscina } from 'piscina';
import { config } from './config.js';
import { POOL } from './pool.provider.js';
import type { Task } from './task.worker.js';

/** A thread of the pool runs a request, the event loop stays free: like gunicorn's threads, or a plain FastAPI route. */
@Injectable()
export class ThreadedRunService extends RunService {
  readonly limits = {
    slots: { wait: config.WORKERS * config.THREADS, cpu: Math.min(config.WORKERS * config.THREADS, availableCores()) },
    settings: { workers: config.WORKERS, threads: config.THREADS, maxQueue: config.MAX_QUEUE },
  };

  constructor(@Inject(POOL) private readonly pool: Piscina<Task, Execution>) {
    super();
  }

  get waiting(): number {
    return this.pool.queueSize;
  }

  run({ workload, params }: RunRequest): Promise<RunOutcome> {
    if (this.pool.queueSize >= config.MAX_QUEUE) throw this.overloaded();
    return this.pool.run({ workload, params, upstreamUrl: config.UPSTREAM_URL });
  }

  private overloaded(): Problem {
    const meanRunMs = this.pool.histogram.runTime.mean;
    return new Problem(
      'OVERLOADED',
      `All ${config.THREADS} threads are busy and ${config.MAX_QUEUE} requests wait, the most that may.`,
      // By then those who wait now have had their turn.
      { retryAfterS: (config.MAX_QUEUE / config.THREADS) * (meanRunMs / 1000) },
    );
  }
}
