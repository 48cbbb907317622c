import cluster from 'node:cluster';
import { once } from 'node:events';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AdminLink } from './admin/admin-link.js';
import type { RunningApp } from './app.js';
import type { ServiceConfig } from './config.js';
import type { MetricsPublisher } from './metrics/publisher.js';

interface DrainOptions {
  readonly link: AdminLink;
  readonly publisher: MetricsPublisher;
  readonly logger: Logger;
  readonly config: Readonly<ServiceConfig>;
}

/**
 * The way out, in order: readiness turns 503, the delay passes in which balancers notice, no new connection is
 * taken, what is in flight finishes, the last metrics are pushed, exit 0. After GRACE_MS it is exit 1.
 */
export class Drain {
  /** From here on every answer asks the client to open another connection, elsewhere. */
  isDraining = false;

  constructor(private readonly options: DrainOptions) {}

  async start(app: RunningApp, reason: string): Promise<void> {
    const { link, publisher, logger, config } = this.options;
    this.isDraining = true;
    link.setReady(false);
    logger.info({ reason }, 'draining');
    setTimeout(() => {
      logger.error({ graceMs: config.GRACE_MS }, 'gave up on what was still in flight');
      process.exit(1);
    }, config.GRACE_MS).unref();
    // A primary has waited already, before it asked its workers.
    if (cluster.isPrimary) await delay(config.DRAIN_DELAY_MS);
    // What has arrived and was not read yet, because the process was held, is read in these turns of the loop.
    for (let turn = 0; turn < 3; turn++) await setImmediate();
    await app.close();
    await publisher.close();
    logger.info('drained');
    if (process.stdout.writableLength > 0) await once(process.stdout, 'drain');
    process.exit(0);
  }
}
