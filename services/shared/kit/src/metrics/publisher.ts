import type { Registry } from 'prom-client';
import type { AdminLink } from '../admin/admin-link.js';
import type { InFlightMetric } from './in-flight.metric.js';
import { takeSnapshot } from './snapshot.js';

const BUSY_INTERVAL_MS = 1000;
const IDLE_INTERVAL_MS = 5000;

/** Pushes snapshots to the admin port: one a second while there is work, fewer while there is none. */
export class MetricsPublisher {
  private pushedAt = 0;
  private isDirty = true;
  private shownInFlight = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly registry: Registry,
    private readonly link: AdminLink,
    private readonly inFlight: InFlightMetric,
  ) {
    this.timer = setInterval(() => {
      if (this.isDirty || performance.now() - this.pushedAt >= IDLE_INTERVAL_MS) void this.push();
    }, BUSY_INTERVAL_MS).unref();
  }

  /** Call when something was counted. */
  touch(): void {
    this.isDirty = true;
  }

  /** Call before work that may hold the loop, and with it the timer: the held process is seen at work. */
  beforeHold(): void {
    if (this.inFlight.count === this.shownInFlight) return;
    this.shownInFlight = this.inFlight.count;
    this.link.publish([this.inFlight.family()]);
  }

  async push(): Promise<void> {
    this.pushedAt = performance.now();
    this.isDirty = false;
    this.shownInFlight = this.inFlight.count;
    this.link.publish(await takeSnapshot(this.registry));
  }

  /** Pushes once more, then stops. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.push();
  }
}
