import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SpoolDriver } from '@fleetlab/queue/spool';
import { epochMs } from '@fleetlab/workloads';
import type { Contender } from '../../interleave.js';

/** Clients that each wait for their answer before they send the next order. */
export const IN_FLIGHT = 64;

const ORDER = { workload: 'noop', params: {}, runAt: null, failTimes: 0, maxAttempts: 1, idempotency: null };

/** Resolves once a job survives a kill: what a client waits for before it gets its 202. */
export function enqueued(folder: string): Contender {
  return {
    what: 'spool, stored',
    measure: (seconds, signal) =>
      withSpool(folder, (spool) => perSecond(seconds, signal, async () => void (await store(spool)))),
  };
}

/** With a worker in the same process that finds nothing to do in a job: what claiming and ending one costs. */
export function enqueuedToDone(folder: string): Contender {
  return {
    what: 'spool, stored to done',
    measure: (seconds, signal) =>
      withSpool(folder, async (spool) => {
        const consumer = await spool.consume(nothingToDo, { concurrency: IN_FLIGHT, threads: 1, cpuSlots: 1 });
        try {
          return await perSecond(seconds, signal, async () => {
            await spool.waitUntilEnded(await store(spool), signal);
          });
        } finally {
          await consumer.close(1000);
        }
      }),
  };
}

async function withSpool<Result>(folder: string, use: (spool: SpoolDriver) => Promise<Result>): Promise<Result> {
  const spool = await SpoolDriver.open({
    file: join(folder, `${randomUUID()}.spool`),
    sync: 'normal',
    maxMiB: null,
    maxDepth: 10_000_000,
    leaseMs: 30_000,
    retryBaseMs: 1000,
    keepDoneMs: 3_600_000,
    keepDone: 10_000_000,
    onUnusable: (error) => {
      throw error;
    },
  });
  try {
    return await use(spool);
  } finally {
    await spool.close();
  }
}

async function store(spool: SpoolDriver): Promise<string> {
  const { outcome, ...rest } = await spool.enqueue(ORDER);
  if (!('job' in rest)) throw new Error(`The spool refused a job: ${outcome}.`);
  return rest.job.id;
}

async function perSecond(seconds: number, signal: AbortSignal, once: () => Promise<void>) {
  const startedAt = performance.now();
  let count = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - startedAt < seconds * 1000) {
      signal.throwIfAborted();
      await once();
      count++;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, client));
  return { perSecond: (count * 1000) / (performance.now() - startedAt) };
}

function nothingToDo() {
  const now = epochMs();
  return Promise.resolve({ result: null, startedAt: now, finishedAt: now, cpuMs: null, pid: process.pid, threadId: 0 });
}
