import { Piscina } from 'piscina';
import type { Execution } from '@fleetlab/workloads';
import type { PoolOptions, PoolTask, Task, Way } from './way.js';

/** A pool of threads, started at the first request that asks for it. First come, first served; none takes two at once. */
export class ThreadWay implements Way {
  private pool: Piscina<PoolTask, Execution> | undefined;

  constructor(private readonly options: PoolOptions) {}

  get waiting(): number {
    return this.pool?.queueSize ?? 0;
  }

  run({ workload, params }: Task): Promise<Execution> {
    this.pool ??= this.start();
    return this.pool.run({ workload, params, upstreamUrl: this.options.upstreamUrl });
  }

  async close(): Promise<void> {
    await this.pool?.destroy();
  }

  private start(): Piscina<PoolTask, Execution> {
    return new Piscina({
      filename: import.meta.resolve('@fleetlab/async/thread-worker'),
      minThreads: this.options.size,
      maxThreads: this.options.size,
      concurrentTasksPerWorker: 1,
      stricterFIFO: true,
    });
  }
}
