import cluster from 'node:cluster';
import type { Registry } from 'prom-client';
import { AdminServer } from '../admin/admin-server.js';
import { AdminState } from '../admin/admin-state.js';
import { createLogger } from '../logging/logger.js';
import { LoadMetric } from '../metrics/load.metric.js';
import { MetricsPublisher } from '../metrics/publisher.js';
import { createOwnRegistry } from '../metrics/registry.js';
import type { ServiceOptions, SlotOptions } from '../service-options.js';
import { announceReady, onStopRequest } from '../supervisor.js';
import { Dispatcher } from './dispatcher.js';
import { WorkerPool } from './worker-pool.js';

/** Forks WORKERS processes, keeps them running, answers on the admin port for all of them. Never works itself. */
export async function runPrimary(options: ServiceOptions): Promise<void> {
  const { config, model, slots } = options;
  const logger = createLogger(config.LOG_LEVEL, { model, role: 'primary' });
  const state = new AdminState();
  const registry = createOwnRegistry(config);
  cluster.schedulingPolicy = cluster.SCHED_RR;

  const pool = new WorkerPool({ count: config.WORKERS, slots: slots?.perWorker ?? 0, model, registry, logger, state });
  const dispatcher = slots && createDispatcher(pool, options, slots, registry);
  const publisher = new MetricsPublisher(registry, { publish: (snapshot) => state.update('primary', snapshot) });
  await publisher.pushAll();

  const adminPort = await new AdminServer(state).listen(config.ADMIN_PORT, config.HOST);
  onStopRequest((reason) => {
    pool.close();
    logger.info({ reason }, 'draining');
    setTimeout(() => {
      logger.error({ graceMs: config.GRACE_MS }, 'gave up on what was still in flight');
      pool.kill();
      process.exit(1);
    }, config.GRACE_MS).unref();
    void drain();
  });
  const drain = async () => {
    await new Promise((resolve) => setTimeout(resolve, config.DRAIN_DELAY_MS));
    await dispatcher?.close();
    await pool.idle();
    await pool.drain();
    logger.info('drained');
    process.exit(0);
  };

  const sharedPort = await pool.start(() => dispatcher?.dispatch());
  const port = dispatcher ? await dispatcher.listen(config.PORT, config.HOST) : sharedPort;
  pool.open();
  logger.info({ port, adminPort, workers: config.WORKERS }, 'ready');
  announceReady(port, adminPort);
}

function createDispatcher(pool: WorkerPool, { model, config }: ServiceOptions, slots: SlotOptions, registry: Registry) {
  const load = new LoadMetric(registry, model, () => dispatcher.waiting);
  const dispatcher = new Dispatcher(pool, {
    maxWaiting: slots.maxWaiting,
    maxRequestBytes: config.BODY_LIMIT_BYTES,
    onRefused: (code) => load.countRejected(code),
  });
  return dispatcher;
}
