import type { Execution } from '@fleetlab/workloads';
import type { ThreadPool } from '@fleetlab/workloads/threads';
import type { PoolOptions, Task, Way } from './way.js';

/** A pool of threads, started at the first request that asks for it. First come, first served; none takes two at once. */
export class ThreadWay implements Way {
  private starting: Promise<ThreadPool> | undefined;
  private pool: ThreadPool | undefined;

  constructor(private readonly options: PoolOptions) {}

  get waiting(): number {
    return this.pool?.waiting ?? 0;
  }

  run({ workload, params, trace }: Task): Promise<Execution> {
    if (this.pool) return this.pool.run(workload, params, trace);
    this.starting ??= this.start().finally(() => (this.starting = undefined)); // where it failed, the next run tries again
    return this.starting.then((pool) => pool.run(workload, params, trace));
  }

  async close(): Promise<void> {
    await this.pool?.close();
  }

  /** Loads the library only here: few services are ever asked for a thread. */
  private async start(): Promise<ThreadPool> {
    const { ThreadPool } = await import('@fleetlab/workloads/threads');
    const { size: threads, upstreamUrl } = this.options;
    return (this.pool = await ThreadPool.start({ threads, upstreamUrl }));
  }
}
