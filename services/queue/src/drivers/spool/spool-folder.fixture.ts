import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewJob } from '../job.js';
import { SpoolDriver, type SpoolOptions } from './spool.driver.js';
import type { SpoolUnusableError } from './spool-error.js';
import { WorkerProcess } from './worker-process.fixture.js';

export const ORDER: NewJob = {
  workload: 'noop',
  params: {},
  runAt: null,
  failTimes: 0,
  maxAttempts: 3,
  idempotency: null,
};

const DEFAULTS = {
  sync: 'normal',
  maxMiB: null,
  maxDepth: 1000,
  leaseMs: 5000,
  retryBaseMs: 1,
  keepDone: 1000,
  keepDoneMs: 3_600_000,
} as const;

/** A folder of its own for a spool, and drivers and worker processes on it, all closed and removed in the end. */
export class SpoolFolder implements AsyncDisposable {
  readonly unusable: SpoolUnusableError[] = [];
  private readonly drivers: SpoolDriver[] = [];
  private readonly workers: WorkerProcess[] = [];

  private constructor(readonly path: string) {}

  static async create(): Promise<SpoolFolder> {
    return new SpoolFolder(await mkdtemp(join(tmpdir(), 'spool-')));
  }

  get file(): string {
    return join(this.path, 'queue.spool');
  }

  async open(options: Partial<SpoolOptions> = {}): Promise<SpoolDriver> {
    const onUnusable = (error: SpoolUnusableError) => void this.unusable.push(error);
    const driver = await SpoolDriver.open({ file: this.file, ...DEFAULTS, onUnusable, ...options });
    this.drivers.push(driver);
    return driver;
  }

  async startWorker(options: Partial<SpoolOptions> & { readonly concurrency: number }): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start({ file: this.file, ...DEFAULTS, ...options });
    this.workers.push(worker);
    return worker;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker[Symbol.asyncDispose]()));
    await Promise.all(this.drivers.map((driver) => driver.close()));
    await rm(this.path, { recursive: true });
  }
}
