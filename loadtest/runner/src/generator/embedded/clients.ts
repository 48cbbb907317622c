import type { Range } from '../../experiment/plan.js';
import type { Connection } from './load-run.js';
import { pauseUntil } from './pause.js';
import type { Recorder } from './recorder.js';

export interface Clients {
  readonly count: number;
  /** Over how long their first requests are spread, so that they do not march in step for the whole trial. */
  readonly spreadMs: number;
  readonly thinkTimeMs: Range | null;
  /** When they stop asking, on the clock of performance.now(). */
  readonly until: number;
  readonly random: () => number;
}

/** What is told of each request; a warm-up tells nobody. */
export type RequestListener = Pick<Recorder, 'started' | 'ended'>;

/** Clients that each ask, wait for the answer, think, and ask again. Resolves when the last has its last answer. */
export async function runClients(clients: Clients, connection: Connection, listener: RequestListener): Promise<void> {
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: clients.count }, (_, index) =>
      runClient(begin + (clients.spreadMs * index) / clients.count, clients, connection, listener),
    ),
  );
}

async function runClient(
  beginAt: number,
  { thinkTimeMs, until, random }: Clients,
  { sender, nextCall, signal }: Connection,
  listener: RequestListener,
): Promise<void> {
  await pauseUntil(beginAt, signal);
  for (;;) {
    const sentAt = performance.now();
    if (sentAt >= until || signal.aborted) return;
    listener.started(sentAt, sentAt);
    const { answer, answeredAt, traceId } = await sender.send(nextCall(), sentAt);
    listener.ended(sentAt, answeredAt, answer, traceId);
    if (thinkTimeMs) await pauseUntil(answeredAt + between(thinkTimeMs, random()), signal);
  }
}

function between({ min, max }: Range, share: number) {
  return min + (max - min) * share;
}
