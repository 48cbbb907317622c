import { availableCores, type RunOutcome, type RunRequest, RunService } from '@fleetlab/kit';
import { contextIn, createUpstreamClient, executeBlocking, workloadNamed } from '@fleetlab/workloads';
import { Injectable } from '@nestjs/common';
import { config } from './config.js';

/** The process itself runs a request and is held from start to finish: like gunicorn's sync worker. */
@Injectable()
export class BlockingRunService extends RunService {
  readonly limits = {
    slots: { wait: config.WORKERS, cpu: Math.min(config.WORKERS, availableCores()) },
    settings: { workers: config.WORKERS },
  };
  /** A held process knows of no queue: those who wait stand in the listen backlog, or at the primary. */
  readonly waiting = 0;
  private readonly context = { upstream: createUpstreamClient({ url: config.UPSTREAM_URL }) };

  override holdsLoop(): boolean {
    return true;
  }

  run({ workload, params, trace }: RunRequest): RunOutcome {
    return executeBlocking(workloadNamed(workload), params, contextIn(trace, this.context));
  }
}
