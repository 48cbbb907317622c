import { readFileSync } from 'node:fs';
import { Child } from './child.js';
import type { ChildOptions } from './child.js';

/** What a service says over IPC once it is ready; the bare servers say the same. */
export interface ReadyMessage {
  readonly type: 'fleetlab:ready';
  readonly port: number;
}

/** /proc counts CPU time in hundredths of a second, whatever the kernel's own tick is. */
const TICK_US = 10_000;

/** A server in a process of its own, listening on a free port of the loopback. */
export class SpawnedServer implements AsyncDisposable {
  private constructor(
    readonly url: string,
    private readonly child: Child,
  ) {}

  static async start(file: string, options: ChildOptions, signal: AbortSignal): Promise<SpawnedServer> {
    const env = { HOST: '127.0.0.1', PORT: '0', ADMIN_PORT: '0', LOG_LEVEL: 'warn', ...options.env };
    const child = new Child(file, { ...options, env });
    try {
      const { port } = await child.ask<ReadyMessage>(null, signal);
      return new SpawnedServer(`http://127.0.0.1:${port}`, child);
    } catch (error) {
      await child[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** CPU time used so far by all threads of the process, in microseconds; null where there is no /proc. */
  cpuUs(): number | null {
    if (process.platform !== 'linux') return null;
    const stat = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
    // The second field, the name, is in brackets and may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_US;
  }

  /** Asks what was loaded into it beside its own code. */
  ask<Answer>(message: object, signal: AbortSignal): Promise<Answer> {
    return this.child.ask(message, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.child[Symbol.asyncDispose]();
  }
}
