import {
  contextIn,
  createUpstreamClient,
  executeOnLoop,
  type Execution,
  type TraceContext,
  workloadNamed,
} from '@fleetlab/workloads';
import { ThreadPool } from '@fleetlab/workloads/threads';
import { Injectable } from '@nestjs/common';
import { config } from '../config.js';
import type { Delivery } from '../drivers/driver.js';

/** What `failTimes` asked for. */
export class DeliberateFailure extends Error {
  override readonly name = 'DeliberateFailure';
}

/** Runs a job where it does not hold the loop: one that waits is awaited there, one that computes goes to a thread. */
@Injectable()
export class JobRunner {
  private readonly upstream = createUpstreamClient({ url: config.UPSTREAM_URL });

  constructor(private readonly pool: ThreadPool) {}

  /** @param trace what the work goes on with, where traces are on */
  async run({ job, progress }: Delivery, trace?: TraceContext): Promise<Execution> {
    if (job.attempts < job.failTimes) {
      throw new DeliberateFailure(`Attempt ${job.attempts + 1} of ${job.failTimes} that fail on purpose (failTimes).`);
    }
    const workload = workloadNamed(job.workload);
    if (workload.bound === 'wait') {
      return executeOnLoop(workload, job.params, contextIn(trace, { upstream: this.upstream, onProgress: progress }));
    }
    return this.pool.run(job.workload, job.params, trace);
  }
}
