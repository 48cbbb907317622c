import type { Registry } from 'prom-client';
import type { AdminLink } from '../admin/admin-link.js';
import type { InFlightMetric } from './in-flight.metric.js';
import { createProcessRegistry } from './registry.js';
import { takeSnapshot } from './snapshot.js';

const OWN_INTERVAL_MS = 1000;
/** What Node and the control group say takes milliseconds to read, in which no request is served. */
const PROCESS_INTERVAL_MS = 5000;

/** Pushes to the admin port what this process counts: its own families once a second, the process's seldom. */
export class MetricsPublisher {
  private readonly process = createProcessRegistry();
  private readonly timers: readonly NodeJS.Timeout[];
  private shownInFlight = 0;

  /** @param inFlight what is shown before work that may hold the loop; a process that runs none has none */
  constructor(
    private readonly own: Registry,
    private readonly link: Pick<AdminLink, 'publish'>,
    private readonly inFlight?: InFlightMetric,
  ) {
    this.timers = [
      setInterval(() => void this.push(this.own), OWN_INTERVAL_MS).unref(),
      setInterval(() => void this.push(this.process), PROCESS_INTERVAL_MS).unref(),
    ];
  }

  /** Call before work that may hold the loop, and with it the timers: the held process is seen at work. */
  beforeHold(): void {
    if (!this.inFlight || this.inFlight.count === this.shownInFlight) return;
    this.shownInFlight = this.inFlight.count;
    this.link.publish([this.inFlight.family()]);
  }

  async pushAll(): Promise<void> {
    await this.push(this.own);
    await this.push(this.process);
  }

  /** Pushes once more, then stops. */
  async close(): Promise<void> {
    this.timers.forEach(clearInterval);
    await this.pushAll();
  }

  private async push(registry: Registry): Promise<void> {
    if (registry === this.own) this.shownInFlight = this.inFlight?.count ?? 0;
    this.link.publish(await takeSnapshot(registry));
  }
}
