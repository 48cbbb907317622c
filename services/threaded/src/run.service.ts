import { availableCores, Problem, type RunOutcome, type RunRequest, RunService } from '@fleetlab/kit';
import { ThreadPool } from '@fleetlab/workloads/threads';
import { Injectable } from '@nestjs/common';
import { config } from './config.js';

/** A thread of the pool runs a request, the event loop stays free: like gunicorn's threads, or a plain FastAPI route. */
@Injectable()
export class ThreadedRunService extends RunService {
  readonly limits = {
    slots: { wait: config.WORKERS * config.THREADS, cpu: Math.min(config.WORKERS * config.THREADS, availableCores()) },
    settings: { workers: config.WORKERS, threads: config.THREADS, maxQueue: config.MAX_QUEUE },
  };

  constructor(private readonly pool: ThreadPool) {
    super();
  }

  get waiting(): number {
    return this.pool.waiting;
  }

  run({ workload, params, trace }: RunRequest): Promise<RunOutcome> {
    if (this.pool.waiting >= config.MAX_QUEUE) throw this.overloaded();
    return this.pool.run(workload, params, trace);
  }

  private overloaded(): Problem {
    return new Problem(
      'OVERLOADED',
      `All ${config.THREADS} threads are busy and ${config.MAX_QUEUE} requests wait, the most that may.`,
      // By then those who wait now have had their turn.
      { retryAfterS: (config.MAX_QUEUE / config.THREADS) * (this.pool.meanRunMs / 1000) },
    );
  }
}
