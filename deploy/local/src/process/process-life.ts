import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { GRACE_MS, inheritedEnvironment, KILL_MARGIN_MS } from '../config.js';
import { LastWords } from './last-words.js';
import { type Ending, type Endpoint, type ProcessSpec, readyMessage } from './process.types.js';

/** How long to wait for the last output of a process that has ended. */
const LAST_OUTPUT_MS = 500;

export interface LifeEvents {
  readonly onLine: (line: string) => void;
  readonly onMessage: (message: unknown) => void;
}

/** One process from its start to its end. It leads a process group of its own, which ends with it. */
export class ProcessLife {
  /** Resolves when the process says that it is ready; for ever pending if it never does. */
  readonly ready: Promise<Endpoint>;
  /** Resolves, never rejects, when the process has ended or could not be started. */
  readonly ended: Promise<Ending>;
  /** `threaded (pid 12)` */
  readonly title: string;
  readonly #child: ChildProcess;
  readonly #words: LastWords;
  #isReady = false;
  #killedBecause: string | undefined;
  #hasEnded = false;

  constructor(spec: ProcessSpec, events: LifeEvents) {
    this.#words = new LastWords(events.onLine);
    this.#child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', spec.main], {
      // Ctrl-C in a terminal goes to a whole process group: only the supervisor shall get it, and drain in order.
      detached: true,
      env: { ...inheritedEnvironment(spec.inheritSettings ?? true), ...spec.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.title = this.#child.pid === undefined ? spec.name : `${spec.name} (pid ${this.#child.pid})`;
    // There are no streams where the process could not be started.
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#words.write(text));
    }
    const { promise, resolve } = Promise.withResolvers<Endpoint>();
    this.ready = promise;
    this.#child.on('message', (message) => {
      const parsed = readyMessage.safeParse(message);
      if (!parsed.success) return events.onMessage(message);
      this.#isReady = true;
      resolve({ pid: this.#child.pid!, port: parsed.data.port, adminPort: parsed.data.adminPort });
    });
    this.ended = this.#watchEnd();
  }

  /** Says nothing of whether it arrived: a process that is ending takes no messages. */
  send(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  /** Asks to drain, and kills what is left after the grace period. A process that was never ready has nothing to drain. */
  async stop(): Promise<void> {
    if (!this.#isReady) return this.kill();
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#killGroup(), GRACE_MS + KILL_MARGIN_MS);
    await this.ended;
    clearTimeout(timer);
  }

  /** @param because what it did wrong, `was not ready after 120 s`; told as the reason of its end */
  async kill(because?: string): Promise<void> {
    this.#killedBecause = because;
    if (!this.#hasEnded) this.#killGroup();
    await this.ended;
  }

  async #watchEnd(): Promise<Ending> {
    const closed = once(this.#child, 'close').catch(() => undefined);
    const outcome = await new Promise<Omit<Ending, 'lastWords'>>((resolve) => {
      this.#child.once('exit', (code, signal) => resolve({ code, reason: signal ?? `code ${code}` }));
      // Also emitted for a message that did not arrive, which is no end.
      this.#child.on('error', (error) => {
        if (this.#child.pid === undefined) resolve({ code: null, reason: error.message });
      });
    });
    this.#hasEnded = true;
    // Its pre-forked workers must not outlive it, and would hold its output open.
    this.#killGroup();
    await Promise.race([closed, delay(LAST_OUTPUT_MS, undefined, { ref: false })]);
    const because = this.#killedBecause ? `, because it ${this.#killedBecause}` : '';
    return { code: outcome.code, reason: `${outcome.reason}${because}`, lastWords: this.#words.lines };
  }

  #killGroup(): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch (error) {
      // ESRCH: nothing is left of the group. EPERM is what macOS says of a group of zombies.
      if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}
