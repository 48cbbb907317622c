import { fileURLToPath } from 'node:url';
import { compare } from '../comparison.js';
import { interleave } from '../interleave.js';
import { LoadProcess } from '../load.js';
import { findPinning } from '../machine.js';
import type { BenchMeasurement } from '../measurement.js';
import { saturated } from '../saturated.js';
import { SpawnedServer } from '../spawned-server.js';

/**
 * The ratio is that of the answers a second of one saturated core: 0.92 means that a core with metrics answers 92 requests
 * in the time in which one without answers 100. Traces are compared with the same service that has metrics and no traces.
 */
const PROMISED = { metrics: 0.92, traces1: 0.95, traces100: 0.6 };

export const telemetry: BenchMeasurement = {
  name: 'telemetry',
  summary: 'async/noop with metrics, and with traces of 1 % and of all requests, against the same without',
  async *run({ signal, rounds = 9, seconds = 3 }) {
    const pinning = findPinning();
    await using load = new LoadProcess(pinning?.generator);
    const start = (specifier: string, env: Readonly<Record<string, string>>, core = pinning?.server) =>
      SpawnedServer.start(fileURLToPath(import.meta.resolve(specifier)), { core, env }, signal);
    await using sink = await start('../bare/otlp-sink.main.js', {}, pinning?.generator);
    const traced = (share: number) => ({
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: String(share),
    });
    await using off = await start('@fleetlab/async/main', { METRICS: 'off' });
    await using twin = await start('@fleetlab/async/main', { METRICS: 'off' });
    await using metrics = await start('@fleetlab/async/main', {});
    await using traces1 = await start('@fleetlab/async/main', traced(0.01));
    await using traces100 = await start('@fleetlab/async/main', traced(1));

    const [twinSide, offSide, metricsSide, traces1Side, traces100Side] = await interleave(
      [
        saturated('a second one without', twin, load),
        saturated('without metrics and traces', off, load),
        saturated('metrics', metrics, load),
        saturated('metrics, traces of 1 %', traces1, load),
        saturated('metrics, traces of all', traces100, load),
      ],
      { rounds, seconds, warmupSeconds: seconds },
      signal,
    );
    const counted = `answers 200 in ${seconds} s a round; ${pinning ? 'server and generator on a core each' : 'nothing pinned'}`;
    const facts = (name: string, ratio: number) => ({ name: `telemetry.${name}`, promise: { ratio }, counted });
    yield compare(twinSide, offSide, { name: 'telemetry.noise', promise: null, counted });
    yield compare(metricsSide, offSide, facts('metrics', PROMISED.metrics));
    yield compare(traces1Side, metricsSide, facts('traces1', PROMISED.traces1));
    yield compare(traces100Side, metricsSide, facts('traces100', PROMISED.traces100));
  },
};
