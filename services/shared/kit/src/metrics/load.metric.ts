import { Counter, Gauge, type Registry } from 'prom-client';
import { REQUEST_START_IGNORED, RUN_REJECTED, RUN_WAITING } from './names.js';

/** What waits right now, read at the moment of a snapshot; and what was refused. Of workers and their primary alike: they add up. */
export class LoadMetric {
  private readonly rejected: Counter<'model' | 'reason'>;
  private readonly ignoredStarts: Counter<'model'>;

  constructor(
    registry: Registry,
    private readonly model: string,
    waiting: () => number,
  ) {
    new Gauge({
      name: RUN_WAITING,
      help: 'Accepted requests that wait for a slot.',
      labelNames: ['model'],
      registers: [registry],
      collect() {
        this.set({ model }, waiting());
      },
    });
    this.rejected = new Counter({
      name: RUN_REJECTED,
      help: 'Requests refused for want of room, by problem code; a queue that cannot be reached is none.',
      labelNames: ['model', 'reason'],
      registers: [registry],
    });
    this.ignoredStarts = new Counter({
      name: REQUEST_START_IGNORED,
      help: 'X-Request-Start headers that were no time, in the future or older than five minutes.',
      labelNames: ['model'],
      registers: [registry],
    });
  }

  countRejected(reason: string): void {
    this.rejected.inc({ model: this.model, reason });
  }

  countIgnoredStart(): void {
    this.ignoredStarts.inc({ model: this.model });
  }
}
