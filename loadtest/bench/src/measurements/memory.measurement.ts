import { fileURLToPath } from 'node:url';
import { compare } from '../comparison.js';
import type { Reading } from '../interleave.js';
import { LoadProcess } from '../load.js';
import { findPinning } from '../machine.js';
import type { BenchMeasurement } from '../measurement.js';
import { SpawnedServer } from '../spawned-server.js';
import { ASK_HEAP, type HeapAnswer } from './memory/heap.probe.js';

const REQUESTS = 1_000_000;
const MIB = 2 ** 20;
const SATURATING = { connections: 16, pipelining: 10 };

export const memory: BenchMeasurement = {
  name: 'memory',
  summary: `heap of async/noop after ${REQUESTS / 1e6} million requests, against that after the first seconds`,
  async *run({ signal, rounds = 1, seconds = 5 }) {
    const pinning = findPinning();
    await using load = new LoadProcess(pinning?.generator);
    await using server = await SpawnedServer.start(
      fileURLToPath(import.meta.resolve('@fleetlab/async/main')),
      { core: pinning?.server, env: { NODE_OPTIONS: `--import=${import.meta.resolve('./memory/heap.probe.js')}` } },
      signal,
    );
    const put = () => load.run({ url: `${server.url}/async/noop`, ...SATURATING, seconds }, signal);
    const heapMiB = async () => (await server.ask<HeapAnswer>(ASK_HEAP, signal)).heapBytes / MIB;

    const early = await put();
    const first: Reading = { perSecond: early.perSecond, heapMiB: await heapMiB() };
    const readings: Reading[] = [];
    for (let round = 0; round < rounds; round++) {
      let last = await put();
      for (let sent = last.ok; sent < REQUESTS; sent += last.ok) last = await put();
      const heap = await heapMiB();
      readings.push({ perSecond: last.perSecond, heapMiB: heap, heapGrowthMiB: heap - first.heapMiB! });
    }
    const side = (what: string, of: readonly Reading[]) => ({
      contender: { what, measure: () => Promise.reject(new Error('measured already')) },
      readings: of,
    });
    yield compare(
      side(`async/noop after ${REQUESTS} requests`, readings),
      side(
        'after the first',
        readings.map(() => first),
      ),
      {
        name: 'memory',
        promise: { ratio: 0.8, below: { heapGrowthMiB: 10 } },
        counted: `${REQUESTS} answers a round; the heap after a forced collection`,
      },
    );
  },
};
