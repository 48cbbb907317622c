import { EventEmitter, once } from 'node:events';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { AdminState } from '../admin/admin-state.js';
import { EXIT_UNUSABLE } from '../config.js';
import { WORKER_RESTARTS } from '../metrics/names.js';
import { WorkerProcess } from './worker-process.js';

const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5000;
/** A worker that ran this long was well: the next one starts at once again. */
const STEADY_AFTER_MS = 10_000;

interface WorkerPoolOptions {
  readonly count: number;
  readonly slots: number;
  readonly model: string;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly state: AdminState;
}

/** The pre-forked workers of one primary: a dead one is replaced, ever later if it keeps dying. */
export class WorkerPool implements Iterable<WorkerProcess> {
  private readonly workers = new Map<number, WorkerProcess>();
  private readonly events = new EventEmitter<{ ready: []; gone: []; free: [] }>();
  private readonly restarts: Counter<'model'>;
  private isOpen = false;
  private isDraining = false;
  private port = 0;
  private onFree: () => void = () => {};

  constructor(private readonly options: WorkerPoolOptions) {
    const { model, registry } = options;
    this.restarts = new Counter({
      name: WORKER_RESTARTS,
      help: 'Worker processes that died and were replaced.',
      labelNames: ['model'],
      registers: [registry],
    });
    this.restarts.inc({ model }, 0);
  }

  [Symbol.iterator](): Iterator<WorkerProcess> {
    return this.workers.values();
  }

  /**
   * Resolves when every worker is ready.
   *
   * @param onFree called whenever a worker may have a free slot
   * @returns the port that the workers share; 0 where they do not listen
   */
  async start(onFree: () => void): Promise<number> {
    this.onFree = onFree;
    for (let index = 0; index < this.options.count; index++) this.fork(index, 0);
    while (!this.isComplete) await once(this.events, 'ready');
    return this.port;
  }

  /** From here on the replica is ready while any worker is: call when connections can be made. */
  open(): void {
    this.isOpen = true;
    this.readinessChanged();
  }

  /** From here on the replica is not ready; its workers go on. */
  close(): void {
    this.isOpen = false;
    this.readinessChanged();
  }

  /** Resolves when no worker holds a connection that was handed to it. */
  async idle(): Promise<void> {
    while ([...this].some(({ isBusy }) => isBusy)) await once(this.events, 'free');
  }

  /** Asks every worker to end; resolves when all have. */
  async drain(): Promise<void> {
    this.isDraining = true;
    for (const worker of this) worker.drain();
    while (this.workers.size > 0) await once(this.events, 'gone');
  }

  kill(): void {
    for (const worker of this) worker.kill();
  }

  private get isComplete(): boolean {
    return this.workers.size === this.options.count && [...this].every(({ isReady }) => isReady);
  }

  private fork(index: number, failures: number): void {
    const { state, slots } = this.options;
    const startedAt = performance.now();
    const worker = new WorkerProcess(index, slots, {
      message: (message) => {
        if (message.type === 'fleetlab:metrics') state.update(String(index), message.snapshot);
        if (message.type === 'fleetlab:ready-state') this.readinessChanged();
        this.freed();
      },
      listening: (port) => (this.port = port),
      exit: (code, signal) => this.exited(worker, code, signal, performance.now() - startedAt, failures),
    });
    this.workers.set(index, worker);
  }

  private freed(): void {
    this.onFree();
    this.events.emit('free');
  }

  private readinessChanged(): void {
    this.options.state.isReady = this.isOpen && [...this].some(({ isReady }) => isReady);
    this.events.emit('ready');
  }

  private exited(
    { index, pid }: WorkerProcess,
    code: number | null,
    signal: string | null,
    livedMs: number,
    failures: number,
  ): void {
    const { state, logger, model } = this.options;
    this.workers.delete(index);
    state.retire(String(index));
    this.readinessChanged();
    this.freed();
    this.events.emit('gone');
    if (this.isDraining) return;
    if (code === EXIT_UNUSABLE) process.exit(EXIT_UNUSABLE);
    const failed = livedMs < STEADY_AFTER_MS ? failures + 1 : 0;
    const backoffMs = failed === 0 ? 0 : Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failed - 1));
    logger.warn({ worker: index, pid, code, signal, backoffMs }, 'a worker ended, another takes its place');
    this.restarts.inc({ model });
    setTimeout(() => this.isDraining || this.fork(index, failed), backoffMs);
  }
}
