import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Service, startService } from '../../../test/support/service.js';
import type { JobView } from './jobs/job.view.js';

/** What an answer says, whichever kind it is. */
export interface Answer extends Partial<Omit<JobView, 'params'>> {
  readonly status: number;
  readonly headers: Headers;
  readonly code?: string;
  readonly detail?: string;
  readonly jobId?: string;
  readonly jobs?: readonly JobView[];
  readonly limits?: { readonly slots: object; readonly settings: object };
  readonly service?: { readonly pid: number; readonly threadId: number };
  readonly timing?: Readonly<Record<'startedAt' | 'finishedAt' | 'waitMs' | 'serviceMs' | 'cpuMs', number>>;
  readonly paths?: object;
}

/** A queue of real processes, on a spool of its own unless its environment names another driver. */
export class QueueProcesses implements AsyncDisposable {
  private readonly workers: Service[] = [];

  private constructor(
    private readonly folder: string,
    private readonly env: Record<string, string>,
    readonly api: Service,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<QueueProcesses> {
    const folder = await mkdtemp(join(tmpdir(), 'queue-'));
    const all = { SPOOL_FILE: join(folder, 'queue.spool'), ...env };
    return new QueueProcesses(folder, all, await startService('queue', all));
  }

  get file(): string {
    return join(this.folder, 'queue.spool');
  }

  async startWorker(env: Record<string, string> = {}): Promise<Service> {
    const worker = await startService('queue', { ...this.env, ...env }, 'worker');
    this.workers.push(worker);
    return worker;
  }

  async call(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`${this.api.url}/queue${path}`, { method, ...init });
    const text = await response.text();
    const body = (text === '' ? {} : JSON.parse(text)) as Answer;
    // A job's own status is its state, so nothing of the body is lost here.
    return { ...body, status: response.status, headers: response.headers };
  }

  get(path: string): Promise<Answer> {
    return this.call('GET', path);
  }

  post(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.call('POST', '/jobs', { body: text, headers: { 'content-type': 'application/json', ...headers } });
  }

  /** Asks until the job is in the state. */
  async untilState(id: string | undefined, state: JobView['state']): Promise<Answer> {
    for (;;) {
      const job = await this.get(`/jobs/${id}`);
      if (job.state === state) return job;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const process of [...this.workers, this.api]) await process[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true });
  }
}
