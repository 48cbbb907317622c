import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SpoolOptions } from './spool.driver.js';

/** A worker in a process of its own, so that it can be killed or stopped. */
export class WorkerProcess implements AsyncDisposable {
  private constructor(private readonly child: ChildProcess) {}

  static async start(
    options: Omit<SpoolOptions, 'onUnusable'> & { readonly concurrency: number },
  ): Promise<WorkerProcess> {
    const script = fileURLToPath(new URL('./worker.fixture.mjs', import.meta.url));
    const child = fork(script, [JSON.stringify(options)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      silent: true,
    });
    await once(child, 'message');
    return new WorkerProcess(child);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Resolves with the id of the next job that it starts. */
  async started(): Promise<string> {
    const [{ started }] = (await once(this.child, 'message')) as [{ started: string }];
    return started;
  }

  stop(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }
}
