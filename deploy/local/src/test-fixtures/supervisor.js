import { startFleetOf } from '../../dist/fleet.js';
import { fixtureMains } from './mains.js';

/** Starts a fleet of fixtures and writes `opening` and `open` to its output, so that it can be killed at either. */
const fleet = await startFleetOf(fixtureMains, {
  upstream: { faultRate: 0, jitterMs: 0, status: 503 },
  onEvent: (message) => process.stderr.write(`${message}\n`),
});
const opening = fleet.open([
  { model: 'threaded', replicas: 2, workers: 1, threads: 1 },
  { model: 'queue', replicas: 1, workers: 2, threads: 1 },
]);
process.stdout.write('opening\n');
await opening;
process.stdout.write('open\n');
