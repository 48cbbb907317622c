import { fileURLToPath } from 'node:url';
import type { Execution } from '@fleetlab/workloads';
import workerpool from 'workerpool';
import type { PoolOptions, PoolTask, Task, Way } from './way.js';

/** A pool of child processes, started at the first request that asks for it; each takes one task at a time. */
export class ProcessWay implements Way {
  private pool: workerpool.Pool | undefined;

  constructor(private readonly options: PoolOptions) {}

  get waiting(): number {
    return this.pool?.stats().pendingTasks ?? 0;
  }

  run({ workload, params }: Task): PromiseLike<Execution> {
    this.pool ??= this.start();
    const message: PoolTask = { workload, params, upstreamUrl: this.options.upstreamUrl };
    return this.pool.exec('runTask', [message]);
  }

  async close(): Promise<void> {
    await this.pool?.terminate();
  }

  private start(): workerpool.Pool {
    return workerpool.pool(fileURLToPath(import.meta.resolve('@fleetlab/async/process-worker')), {
      workerType: 'process',
      minWorkers: this.options.size,
      maxWorkers: this.options.size,
    });
  }
}
