import { fileURLToPath } from 'node:url';
import { startFleet } from '@fleetlab/local';
import type { Fleet, FleetGroup, ServiceShape } from '@fleetlab/local';
import { compare } from '../comparison.js';
import type { Comparison } from '../comparison.js';
import { predicted, underGeneratedLoad } from '../generated-load.js';
import type { GeneratedLoad } from '../generated-load.js';
import { interleave } from '../interleave.js';
import type { BenchContext, BenchMeasurement } from '../measurement.js';
import { SpawnedServer } from '../spawned-server.js';

const CLIENTS = 16;
const MANY_CLIENTS = 200;
const SERVICE_MS = 100;
const PROMISE = { ratio: 0.95 };

type Shape = Omit<ServiceShape, 'replicas'>;

/** Each with its slots; async has as many as there are clients. */
const SHAPES: readonly (Shape & { readonly slots: number })[] = [
  ...[1, 2, 4].map((workers) => ({ model: 'blocking' as const, workers, threads: 1, slots: workers })),
  ...[
    [1, 1],
    [1, 4],
    [2, 2],
    [4, 4],
  ].map(([workers = 1, threads = 1]) => ({ model: 'threaded' as const, workers, threads, slots: workers * threads })),
  { model: 'queue', workers: 2, threads: 2, slots: 4 },
  { model: 'async', workers: 1, threads: 1, slots: CLIENTS },
];

export const slots: BenchMeasurement = {
  name: 'slots',
  summary: `sleep and request of ${SERVICE_MS} ms, against slots / service time`,
  async *run(context) {
    const upstream = { faultRate: 0, jitterMs: 0, status: 503 };
    const tell = (message: string) => process.stderr.write(`${message}\n`);
    const fleet = await startFleet({
      upstream,
      inheritSettings: false,
      onEvent: tell,
      onLog: tell,
      signal: context.signal,
    });
    try {
      for (const shape of SHAPES) yield* attained(fleet, shape, context);
      yield* asyncAgainstBareHttp(fleet, context);
    } finally {
      await fleet.stop();
    }
  },
};

async function* attained(
  fleet: Fleet,
  { slots: count, ...shape }: (typeof SHAPES)[number],
  { signal, rounds = 1, seconds = 10 }: BenchContext,
): AsyncIterable<Comparison> {
  const group = await fleet.open([{ ...shape, replicas: 1 }], { signal });
  const url = serviceUrl(group);
  try {
    for (const work of ['sleep', 'request']) {
      const [service, formula] = await interleave(
        [
          underGeneratedLoad(`${described(shape)}, ${CLIENTS} clients`, waiting(url, shape.model, work, CLIENTS)),
          predicted(`${count} ${count === 1 ? 'slot' : 'slots'} / ${SERVICE_MS} ms`, (count * 1000) / SERVICE_MS),
        ],
        { rounds, seconds, warmupSeconds: 1 },
        signal,
      );
      yield compare(service, formula, {
        name: `slots: ${described(shape)}, ${work}`,
        promise: PROMISE,
        counted: counted(seconds),
      });
    }
  } finally {
    await group.close();
  }
}

/** The service itself: what a gateway before it costs is measured with many clients. */
function serviceUrl({ services }: FleetGroup): string {
  const url = services.find((service) => service.url !== null)?.url;
  if (!url) throw new Error('The fleet has started no service with a public port.');
  return url;
}

/** Two hundred clients are more than the gateway, the service and the generator itself bring without loss on few cores. */
async function* asyncAgainstBareHttp(
  fleet: Fleet,
  { signal, rounds = 3, seconds = 10 }: BenchContext,
): AsyncIterable<Comparison> {
  await using bare = await SpawnedServer.start(fileURLToPath(import.meta.resolve('../bare/http.main.js')), {}, signal);
  const group: FleetGroup = await fleet.open([{ model: 'async', replicas: 1, workers: 1, threads: 1 }], { signal });
  try {
    const [service, http] = await interleave(
      [
        underGeneratedLoad(
          `async behind the gateway, ${MANY_CLIENTS} clients`,
          waiting(group.url, 'async', 'sleep', MANY_CLIENTS),
        ),
        underGeneratedLoad(
          `bare node:http, ${MANY_CLIENTS} clients`,
          waiting(bare.url, 'async', 'sleep', MANY_CLIENTS),
        ),
      ],
      { rounds, seconds, warmupSeconds: 1 },
      signal,
    );
    yield compare(service, http, {
      name: `slots: async, ${MANY_CLIENTS} clients, sleep`,
      promise: PROMISE,
      counted: counted(seconds),
    });
  } finally {
    await group.close();
  }
}

function waiting(baseUrl: string, model: ServiceShape['model'], name: string, clients: number): GeneratedLoad {
  return {
    baseUrl,
    path: `/${model}`,
    query: { ...(model === 'queue' && { wait: '60000' }) },
    work: { kind: 'single', name, params: { ms: SERVICE_MS } },
    load: { kind: 'closed', concurrency: clients, thinkTimeMs: null },
    clients,
    spreadMs: SERVICE_MS,
  };
}

function described({ model, workers, threads }: Shape): string {
  if (model === 'async') return model;
  return model === 'blocking' ? `blocking ${workers}` : `${model} ${workers} x ${threads}`;
}

function counted(seconds: number): string {
  return `right answers between the first and the last of ${seconds} s`;
}
