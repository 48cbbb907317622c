import type { FleetOptions, ServiceInfo, ServiceShape } from './fleet.types.js';
import type { ProcessSpec } from './process/process.types.js';
import type { ServiceMains } from './service-mains.js';

/** A process of a group, before it is started. */
export interface PlannedProcess extends ProcessSpec {
  readonly model: ServiceShape['model'];
  readonly role: ServiceInfo['role'];
}

export interface ShapeContext {
  readonly mains: ServiceMains;
  readonly upstreamUrl: string;
  /** Called where there is a queue. */
  readonly spoolFile: () => string;
}

/** The processes that make a shape: replicas alike, or for the queue one API and replicas x workers workers. */
export function processesOf(shape: ServiceShape, context: ShapeContext): PlannedProcess[] {
  const { model, replicas, workers, threads } = shape;
  const common = { PORT: '0', ADMIN_PORT: '0', UPSTREAM_URL: context.upstreamUrl };
  if (model !== 'queue') {
    const env = { ...common, WORKERS: String(workers), THREADS: String(threads), PROCESSES: String(threads) };
    return times(replicas, { model, role: 'service', name: model, main: context.mains[model], env });
  }
  const env = { ...common, WORKERS: '1', SPOOL_FILE: context.spoolFile() };
  const workerEnv = { ...env, CONCURRENCY: String(threads), THREADS: String(threads) };
  return [
    { model, role: 'api', name: 'queue', main: context.mains.queue, env },
    ...times(replicas * workers, {
      model,
      role: 'worker',
      name: 'queue worker',
      main: context.mains.queueWorker,
      env: workerEnv,
    }),
  ];
}

function times(count: number, process: PlannedProcess): PlannedProcess[] {
  return Array.from({ length: count }, () => process);
}

/** The upstream, on a port that it keeps: the services are told where it is when they start. */
export function upstreamOf(
  mains: ServiceMains,
  { faultRate, jitterMs, status }: FleetOptions['upstream'],
): ProcessSpec {
  return {
    name: 'upstream',
    main: mains.upstream,
    env: {
      PORT: '0',
      ADMIN_PORT: '0',
      WORKERS: '1',
      FAULT_RATE: String(faultRate),
      JITTER_MS: String(jitterMs),
      FAULT_STATUS: String(status),
    },
    keepsPort: true,
  };
}
