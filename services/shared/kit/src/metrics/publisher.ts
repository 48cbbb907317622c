import type { Registry } from 'prom-client';
import type { AdminLink } from '../admin/admin-link.js';
import { takeSnapshot } from './snapshot.js';

const BUSY_INTERVAL_MS = 1000;
const IDLE_INTERVAL_MS = 5000;

/** Pushes snapshots to the admin port: at most one a second while there is work, fewer while there is none. */
export class MetricsPublisher {
  private pushedAt = 0;
  private isDirty = true;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly registry: Registry,
    private readonly link: AdminLink,
  ) {
    this.timer = setInterval(() => {
      if (this.isDirty || performance.now() - this.pushedAt >= IDLE_INTERVAL_MS) void this.push();
    }, BUSY_INTERVAL_MS).unref();
  }

  /** Call when something was counted. */
  touch(): void {
    this.isDirty = true;
  }

  /** Whether it is time to push. Ask before work that holds the loop, and with it the timer. */
  get isDue(): boolean {
    return performance.now() - this.pushedAt >= BUSY_INTERVAL_MS;
  }

  async push(): Promise<void> {
    this.pushedAt = performance.now();
    this.isDirty = false;
    this.link.publish(await takeSnapshot(this.registry));
  }

  /** Pushes once more, then stops. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.push();
  }
}
