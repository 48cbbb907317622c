import { fileURLToPath } from 'node:url';
import { compare } from '../comparison.js';
import { predicted, underGeneratedLoad } from '../generated-load.js';
import { interleave } from '../interleave.js';
import type { BenchMeasurement } from '../measurement.js';
import { SpawnedServer } from '../spawned-server.js';

const RATE = 2000;

export const generator: BenchMeasurement = {
  name: 'generator',
  summary: `requests started, against a schedule of ${RATE} a second`,
  async *run({ signal, rounds = 3, seconds = 10 }) {
    await using server = await SpawnedServer.start(
      fileURLToPath(import.meta.resolve('../bare/http.main.js')),
      {},
      signal,
    );
    const [started, scheduled] = await interleave(
      [
        underGeneratedLoad('started', {
          baseUrl: server.url,
          path: '/async',
          query: {},
          work: { kind: 'single', name: 'noop', params: {} },
          load: { kind: 'open', ratePerSecond: RATE, arrivals: 'uniform' },
          clients: 0,
          spreadMs: 0,
        }),
        predicted('scheduled', RATE),
      ],
      { rounds, seconds, warmupSeconds: 2 },
      signal,
    );
    yield compare(started, scheduled, {
      name: 'generator',
      promise: { ratio: 0.995, below: { lagP99Ms: 5 } },
      counted: `requests started in ${seconds} s a round`,
    });
  },
};
