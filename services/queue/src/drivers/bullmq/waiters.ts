import { QueueEvents } from 'bullmq';
import type { Job } from '../job.js';
import type { JobReader } from './job.reader.js';
import type { RedisLink } from './redis-link.js';
import { settledWithin } from '../settled-within.js';

type Tell = (job: Job | null) => void;

const ENDINGS = ['completed', 'failed', 'removed'] as const;
/** How long the events may take to end while Redis is away. */
const CLOSE_MS = 1000;

/** Those who wait for a job to end. They are told by the queue's events, which are listened to from the first wait on. */
export class Waiters {
  private readonly byJob = new Map<string, Set<Tell>>();
  private listening: Promise<QueueEvents> | null = null;

  constructor(
    private readonly link: RedisLink,
    private readonly jobs: JobReader,
    private readonly queue: { readonly name: string; readonly prefix: string; readonly eventsKey: string },
  ) {}

  /** Resolves with the job once it has ended; with null where there is no such job (any more), or once the signal aborts. */
  async wait(id: string, signal: AbortSignal): Promise<Job | null> {
    if (signal.aborted) return null;
    const { promise, resolve } = Promise.withResolvers<Job | null>();
    const giveUp = () => resolve(null);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      await this.listen();
      // Entered first, then looked for, so that no ending slips between the two.
      this.byJob.set(id, (this.byJob.get(id) ?? new Set()).add(resolve));
      await this.look(id);
      return await promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
      this.leave(id, resolve);
    }
  }

  /** Redis is there again, and may have lost or trimmed events: looks for every job that is waited for. */
  lookAgain(): void {
    for (const id of this.byJob.keys()) this.lookSoon(id);
  }

  async close(): Promise<void> {
    const events = await this.listening?.catch(() => null);
    if (events) await settledWithin(events.close(), CLOSE_MS);
  }

  private listen(): Promise<QueueEvents> {
    this.listening ??= this.startListening().catch((error: unknown) => {
      this.listening = null;
      throw error;
    });
    return this.listening;
  }

  /** From the newest event that there is: BullMQ's "from now on" would miss what comes between two of its reads. */
  private async startListening(): Promise<QueueEvents> {
    const { name, prefix, eventsKey } = this.queue;
    const newest = await this.link.ask((client) => client.xrevrange(eventsKey, '+', '-', 'COUNT', 1));
    const events = new QueueEvents(name, {
      prefix,
      connection: this.link.patient,
      lastEventId: newest[0]?.[0] ?? '0-0',
    });
    events.on('error', () => undefined); // the link says when Redis is away
    for (const ending of ENDINGS) {
      events.on(ending, ({ jobId }: { jobId: string }) => this.byJob.has(jobId) && this.lookSoon(jobId));
    }
    return events;
  }

  /** Where Redis is away again, `lookAgain` follows. */
  private lookSoon(id: string): void {
    this.look(id).catch(() => undefined);
  }

  private async look(id: string): Promise<void> {
    const job = await this.jobs.find(id);
    if (job && job.state !== 'done' && job.state !== 'failed') return;
    for (const tell of this.byJob.get(id) ?? []) tell(job);
  }

  private leave(id: string, tell: Tell): void {
    const tells = this.byJob.get(id);
    tells?.delete(tell);
    if (tells?.size === 0) this.byJob.delete(id);
  }
}
