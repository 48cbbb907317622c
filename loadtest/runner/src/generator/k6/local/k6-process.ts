import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { parseStat } from '../../../target/local/process-tree.js';
import { TrialBroken } from '../../../trial/trial-broken.js';
import type { CpuReading, RunningK6 } from '../k6-way.js';
import { InstanceLog } from '../samples/instance-log.js';

/** After this one that was asked to end is made to. */
const LONGEST_END_MS = 5_000;

export interface K6Command {
  /** Where k6 is. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** One k6 on this machine. */
export class K6Process implements RunningK6 {
  readonly ended: Promise<void>;
  readonly #log = new InstanceLog('k6');
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  #lastReading: CpuReading | null = null;

  constructor({ program, args, env, cwd }: K6Command, signal: AbortSignal) {
    this.#child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = () => void this.stop();
    signal.addEventListener('abort', stop, { once: true });
    this.ended = this.#untilEnded(signal).finally(() => signal.removeEventListener('abort', stop));
    this.ended.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get logs(): readonly InstanceLog[] {
    return [this.#log];
  }

  /** Once it has ended, what was read last. */
  async cpu(): Promise<readonly (CpuReading | null)[]> {
    const stat = await readFile(`/proc/${this.#child.pid}/stat`, 'utf8').catch(() => '');
    if (stat !== '') {
      this.#lastReading = { atMs: performance.now(), cpuMs: parseStat(stat).cpuMs, cores: availableParallelism() };
    }
    return [this.#lastReading];
  }

  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    this.#child.kill('SIGINT');
    const over = new AbortController();
    const killing = setTimeout(LONGEST_END_MS, undefined, { signal: over.signal })
      .then(() => this.#child.kill('SIGKILL'))
      .catch(() => undefined);
    await this.ended.catch(() => undefined);
    over.abort();
    await killing;
  }

  get #isRunning() {
    return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async #untilEnded(signal: AbortSignal): Promise<void> {
    const reading = Promise.all([this.#child.stdout, this.#child.stderr].map((stream) => this.#read(stream)));
    const [exitCode, endedBy] = (await Promise.race([
      once(this.#child, 'close'),
      once(this.#child, 'error').then(([error]) => Promise.reject(error as Error)),
    ]).catch((error: Error) => {
      throw new TrialBroken(`k6 could not be started: ${error.message}`);
    })) as [number | null, string | null];
    await reading;
    signal.throwIfAborted();
    if (exitCode === 0) return;
    const how = endedBy ? `was ended by ${endedBy}` : `ended with exit code ${exitCode}`;
    throw new TrialBroken(`k6 ${how} in the middle of the trial. ${this.#log.lastWords}`.trimEnd());
  }

  async #read(stream: Readable): Promise<void> {
    for await (const line of createInterface(stream)) this.#log.add(line);
  }
}
