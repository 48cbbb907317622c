import type { Registry } from 'prom-client';
import type { MetricFamily } from './snapshot.js';
import { RUN_IN_FLIGHT } from './names.js';

/** Requests read and not answered yet: the one family that a process about to be held still has to tell. */
export class InFlightMetric {
  readonly name = RUN_IN_FLIGHT;
  readonly help = 'Requests read and not answered yet.';
  readonly type = 'gauge';
  readonly aggregator = 'sum';
  count = 0;
  /** All there ever were. */
  total = 0;

  constructor(
    registry: Registry,
    private readonly model: string,
  ) {
    registry.registerMetric(this as never);
  }

  family(): MetricFamily {
    const { name, help, type, aggregator, model, count } = this;
    return { name, help, type, aggregator, values: [{ value: count, labels: { model } }] };
  }

  get(): Promise<MetricFamily> {
    return Promise.resolve(this.family());
  }
}
