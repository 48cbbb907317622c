import { availableCores, Problem, type RunOutcome, type RunRequest, RunService } from '@fleetlab/kit';
import { workloadNamed } from '@fleetlab/workloads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { config } from './config.js';
import type { Via } from './options.js';
import { viaBlocking } from './via/blocking.js';
import { viaLoop } from './via/loop.js';
import { ProcessWay } from './via/process.js';
import { viaSliced } from './via/sliced.js';
import { ThreadWay } from './via/thread.js';
import type { Way } from './via/way.js';

const { WORKERS, MAX_IN_FLIGHT, THREADS, PROCESSES, UPSTREAM_URL: upstreamUrl } = config;
const isBounded = MAX_IN_FLIGHT > 0;

/** The event loop runs all requests at once, awaiting: like uvicorn, or an `async def` route. `via` shows what else it could do. */
@Injectable()
export class AsyncRunService extends RunService implements OnApplicationShutdown {
  readonly limits = {
    slots: { wait: isBounded ? WORKERS * MAX_IN_FLIGHT : null, cpu: Math.min(WORKERS, availableCores()) },
    settings: {
      workers: WORKERS,
      maxInFlight: isBounded ? MAX_IN_FLIGHT : null,
      threads: THREADS,
      processes: PROCESSES,
    },
  };
  private readonly ways: Readonly<Record<Via, Way>> = {
    loop: viaLoop({ upstreamUrl }),
    blocking: viaBlocking({ upstreamUrl }),
    sliced: viaSliced({ upstreamUrl }),
    thread: new ThreadWay({ upstreamUrl, size: THREADS }),
    process: new ProcessWay({ upstreamUrl, size: PROCESSES }),
  };
  private inFlight = 0;

  get waiting(): number {
    return Object.values(this.ways).reduce((sum, { waiting = 0 }) => sum + waiting, 0);
  }

  override holdsLoop({ workload, options }: RunRequest): boolean {
    return options.via === 'blocking' || (options.via === 'loop' && workloadNamed(workload).bound !== 'wait');
  }

  run(request: RunRequest): RunOutcome | Promise<RunOutcome> {
    const way = this.ways[request.options.via as Via];
    return isBounded ? this.runBounded(way, request) : way.run(request);
  }

  private async runBounded(way: Way, request: RunRequest): Promise<RunOutcome> {
    if (this.inFlight >= MAX_IN_FLIGHT) throw overloaded();
    this.inFlight++;
    try {
      return await way.run(request);
    } finally {
      this.inFlight--;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    for (const way of Object.values(this.ways)) await way.close?.();
  }
}

function overloaded(): Problem {
  return new Problem('OVERLOADED', `This process works on ${MAX_IN_FLIGHT} requests already, the most that it may.`, {
    retryAfterS: 1,
  });
}
