import { fileURLToPath } from 'node:url';
import type { Execution, Task as PoolTask } from '@fleetlab/workloads';
import workerpool from 'workerpool';
import type { PoolOptions, Task, Way } from './way.js';

/** What workerpool says of a task that it gave to a child that was dead already. */
const NEVER_STARTED = 'Worker is terminated';
const TERMINATE_MS = 1000;

/** A pool of child processes, started at the first request that asks for it; each takes one task at a time. */
export class ProcessWay implements Way {
  private pool: workerpool.Pool | undefined;

  constructor(private readonly options: PoolOptions) {}

  get waiting(): number {
    return this.pool?.stats().pendingTasks ?? 0;
  }

  async run(task: Task): Promise<Execution> {
    this.pool ??= this.start();
    const { workload, params, trace } = task;
    const { upstreamUrl } = this.options;
    const message: PoolTask = { workload, params, upstreamUrl, ...(trace && { trace }) };
    try {
      return (await this.pool.exec('runTask', [message])) as Execution;
    } catch (error) {
      if (!(error instanceof workerpool.TerminateError)) throw error;
      // A child that died while it was idle is found out, and replaced, by the first task that is given to it.
      if (error.message === NEVER_STARTED) return this.run(task);
      // One that died at work leaves those who wait until somebody asks for anything.
      void this.pool.exec('methods');
      throw error;
    }
  }

  async close(): Promise<void> {
    // A child that died while it was idle is waited for in vain; a living one ends at once, for nothing runs any more.
    await this.pool?.terminate(false, TERMINATE_MS).catch(() => {});
  }

  private start(): workerpool.Pool {
    return workerpool.pool(fileURLToPath(import.meta.resolve('@fleetlab/async/process-worker')), {
      workerType: 'process',
      minWorkers: this.options.size,
      maxWorkers: this.options.size,
    });
  }
}
