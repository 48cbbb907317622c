import cluster from 'node:cluster';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { RunningApp } from './app.js';
import type { ServiceConfig } from './config.js';
import type { InFlightMetric } from './metrics/in-flight.metric.js';
import type { MetricsPublisher } from './metrics/publisher.js';
import type { Readiness } from './readiness.js';
import type { Tracing } from './tracing/tracing.js';
import { untilWritten } from './until-written.js';

interface DrainOptions {
  readonly readiness: Readiness;
  readonly publisher: MetricsPublisher;
  readonly logger: Logger;
  readonly config: Readonly<ServiceConfig>;
  readonly inFlight: InFlightMetric;
  readonly tracing: Tracing | undefined;
}

/** Turns of the event loop: one accepts a connection, the next reads its request. */
const QUIET_TURNS = 3;
/** Clients that nobody sends elsewhere may go on for ever. */
const MAX_READING_MS = 5000;

/**
 * The way out, in order: readiness turns 503, the delay passes in which balancers notice, no new connection is
 * taken, what is in flight finishes, the last spans and metrics are pushed, exit 0. After GRACE_MS it is exit 1.
 */
export class Drain {
  /** From here on every answer asks the client to open another connection, elsewhere. */
  isDraining = false;
  /** From here on nothing new is read: a connection that becomes idle would only keep the process. */
  isClosing = false;

  constructor(private readonly options: DrainOptions) {}

  async start(app: RunningApp, reason: string): Promise<void> {
    const { readiness, publisher, logger, config, tracing } = this.options;
    this.isDraining = true;
    readiness.close();
    logger.info({ reason }, 'draining');
    setTimeout(() => {
      logger.error({ graceMs: config.GRACE_MS }, 'gave up on what was still in flight');
      process.exit(1);
    }, config.GRACE_MS).unref();
    // A primary has waited already, before it asked its workers.
    if (cluster.isPrimary) await delay(config.DRAIN_DELAY_MS);
    await this.readWhatHasArrived();
    this.isClosing = true;
    await app.close();
    await tracing?.close();
    await publisher.close();
    logger.info('drained');
    await untilWritten(process.stdout);
    process.exit(0);
  }

  /** Requests that came while the process was held stand unread in the kernel: closing now would lose them. */
  private async readWhatHasArrived(): Promise<void> {
    const { inFlight, config } = this.options;
    const end = performance.now() + Math.min(MAX_READING_MS, config.GRACE_MS / 2);
    let seen = inFlight.total;
    for (let quiet = 0; quiet < QUIET_TURNS && performance.now() < end; quiet++) {
      await setImmediate();
      if (inFlight.total !== seen) quiet = -1;
      seen = inFlight.total;
    }
  }
}
