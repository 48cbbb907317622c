import { fileURLToPath } from 'node:url';
import { compare } from '../comparison.js';
import { interleave } from '../interleave.js';
import { LoadProcess } from '../load.js';
import { findPinning } from '../machine.js';
import type { BenchMeasurement } from '../measurement.js';
import { saturated } from '../saturated.js';
import { SpawnedServer } from '../spawned-server.js';

export const floor: BenchMeasurement = {
  name: 'floor',
  summary: 'async/noop through the kit, against a bare Nest + Fastify app',
  async *run({ signal, rounds = 9, seconds = 3 }) {
    const pinning = findPinning();
    await using load = new LoadProcess(pinning?.generator);
    const start = (specifier: string) =>
      SpawnedServer.start(fileURLToPath(import.meta.resolve(specifier)), { core: pinning?.server }, signal);
    await using bare = await start('../bare/nest.main.js');
    await using twin = await start('../bare/nest.main.js');
    await using service = await start('@fleetlab/async/main');

    const [twinSide, bareSide, serviceSide] = await interleave(
      [
        saturated('a second bare app', twin, load),
        saturated('bare Nest + Fastify app', bare, load),
        saturated('async/noop', service, load),
      ],
      { rounds, seconds, warmupSeconds: seconds },
      signal,
    );
    const counted = `answers 200 in ${seconds} s a round; ${pinning ? 'server and generator on a core each' : 'nothing pinned'}`;
    yield compare(twinSide, bareSide, { name: 'floor.noise', promise: null, counted });
    yield compare(serviceSide, bareSide, { name: 'floor', promise: { ratio: 0.8 }, counted });
  },
};
