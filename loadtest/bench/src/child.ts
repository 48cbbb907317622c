import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { environment } from './config.js';

const STOP_WITHIN_MS = 10_000;
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning'];

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Runs on this core only. */
  readonly core?: number | undefined;
}

/** A Node process of the bench, talked to over IPC. It ends by itself when the bench dies, because its channel closes. */
export class Child implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #name: string;
  readonly #ended: Promise<unknown>;
  #stderr = '';

  /** Detached, so that a Ctrl-C of the terminal reaches the bench alone, which then stops its children in order. */
  constructor(file: string, { env = {}, core }: ChildOptions = {}) {
    const node = [process.execPath, ...NODE_FLAGS, file];
    const [command = '', ...args] = core === undefined ? node : ['taskset', '--cpu-list', String(core), ...node];
    this.#name = basename(file);
    this.#process = spawn(command, args, {
      env: { ...environment, ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      detached: true,
    });
    this.#ended = new Promise((resolve) => this.#process.once('close', resolve));
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-2000);
    });
  }

  get pid(): number {
    return this.#process.pid ?? -1;
  }

  /** Sends a message, if there is one, and resolves with the next one that comes back. */
  async ask<Answer>(message: object | null, signal: AbortSignal): Promise<Answer> {
    const settled = new AbortController();
    const options = { signal: AbortSignal.any([signal, settled.signal]) };
    try {
      const answer = once(this.#process, 'message', options);
      const end = once(this.#process, 'close', options).then(([code, killedBy]) => {
        throw new Error(
          `${this.#name} ended with ${killedBy ?? `exit code ${code}`}: ${this.#stderr.trim() || 'it said nothing'}`,
        );
      });
      if (message) this.#process.send(message);
      const [first] = (await Promise.race([answer, end])) as [Answer];
      return first;
    } finally {
      settled.abort();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGTERM');
    const forced = setTimeout(() => this.#process.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.#ended;
    clearTimeout(forced);
  }
}
