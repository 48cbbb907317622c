import { fileURLToPath } from 'node:url';
import type { ComputeOrder, ComputeResult } from '../bare/compute.main.js';
import { Child } from '../child.js';
import { compare } from '../comparison.js';
import { underGeneratedLoad } from '../generated-load.js';
import { interleave } from '../interleave.js';
import type { Contender } from '../interleave.js';
import type { BenchMeasurement } from '../measurement.js';
import { SpawnedServer } from '../spawned-server.js';

/** About 70 ms, beside which the generator, which runs on the same cores and should not be measured, is nothing. */
const N = 1_000_000;
const PARALLEL = 2;
/** One request runs and one waits at each worker, so that none is ever idle. */
const CLIENTS = 2 * PARALLEL;
const PROMISE = { ratio: 0.95 };

export const cpu: BenchMeasurement = {
  name: 'cpu',
  summary: `compute by ${PARALLEL} workers or threads, against ${PARALLEL} bare processes`,
  async *run({ signal, rounds = 3, seconds = 10 }) {
    const loop = fileURLToPath(import.meta.resolve('../bare/compute.main.js'));
    await using first = new Child(loop);
    await using second = new Child(loop);
    await using blocking = await service('@fleetlab/blocking/main', { WORKERS: String(PARALLEL) }, signal);
    await using threaded = await service('@fleetlab/threaded/main', { THREADS: String(PARALLEL) }, signal);
    await using awaiting = await service('@fleetlab/async/main', { THREADS: String(PARALLEL) }, signal);

    const [bare, ...sides] = await interleave(
      [
        bareLoops([first, second]),
        computing(`blocking ${PARALLEL} workers`, blocking.url, '/blocking'),
        computing(`threaded ${PARALLEL} threads`, threaded.url, '/threaded'),
        computing(`async via=thread, ${PARALLEL} threads`, awaiting.url, '/async', { via: 'thread' }),
      ],
      { rounds, seconds, warmupSeconds: 1 },
      signal,
    );
    const counted = `runs of compute n=${N} in ${seconds} s a round`;
    for (const side of sides)
      yield compare(side, bare, { name: `cpu: ${side.contender.what}`, promise: PROMISE, counted });
  },
};

function service(
  specifier: string,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<SpawnedServer> {
  return SpawnedServer.start(fileURLToPath(import.meta.resolve(specifier)), { env }, signal);
}

function bareLoops(children: readonly Child[]): Contender {
  return {
    what: `${children.length} bare Node processes`,
    async measure(seconds, signal) {
      const order: ComputeOrder = { n: N, seconds };
      const results = await Promise.all(children.map((child) => child.ask<ComputeResult>(order, signal)));
      return { perSecond: results.reduce((sum, { perSecond }) => sum + perSecond, 0) };
    },
  };
}

function computing(
  what: string,
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Contender {
  return underGeneratedLoad(what, {
    baseUrl,
    path,
    query,
    work: { kind: 'single', name: 'compute', params: { n: N } },
    load: { kind: 'closed', concurrency: CLIENTS, thinkTimeMs: null },
    clients: CLIENTS,
    spreadMs: 0,
  });
}
