import { Piscina } from 'piscina';
import type { Execution } from '../execution.js';
import type { TraceContext } from '../trace/trace-context.js';
import type { Task } from './task.js';

export interface ThreadPoolOptions {
  readonly threads: number;
  readonly upstreamUrl: string;
}

/**
 * Threads that run one workload each at a time, first come, first served. How many may wait is the caller's to decide.
 *
 * No task has a signal: with one, Piscina's queue turns last-in-first-out, and an aborted task takes its thread with it.
 */
export class ThreadPool {
  private readonly pool: Piscina<Task, Execution>;

  private constructor(private readonly options: ThreadPoolOptions) {
    const { threads } = options;
    this.pool = new Piscina<Task, Execution>({
      filename: import.meta.resolve('@fleetlab/workloads/task-thread'),
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: 1,
      stricterFIFO: true,
    });
  }

  /** Resolves when every thread has loaded its code. */
  static async start(options: ThreadPoolOptions): Promise<ThreadPool> {
    const pool = new ThreadPool(options);
    // A thread loads its code with its first task. All count as idle at first, so these go to one thread each.
    try {
      await Promise.all(Array.from({ length: options.threads }, () => pool.run('noop', {})));
      return pool;
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  /** How many runs wait for a thread. */
  get waiting(): number {
    return this.pool.queueSize;
  }

  /** Mean duration of the runs so far, in milliseconds. */
  get meanRunMs(): number {
    return this.pool.histogram.runTime.mean;
  }

  /** Rejects with what the work threw; an UpstreamError keeps its cause on the way. */
  run(workload: string, params: object, trace?: TraceContext): Promise<Execution> {
    const { upstreamUrl } = this.options;
    return this.pool.run(trace ? { workload, params, upstreamUrl, trace } : { workload, params, upstreamUrl });
  }

  /** Ends the threads, and what runs on them. */
  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
