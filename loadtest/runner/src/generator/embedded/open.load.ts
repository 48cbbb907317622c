import { seededRandom } from '@fleetlab/workloads';
import type { Measurement } from '../generator.js';
import { scheduleArrivals } from './arrivals.js';
import type { LoadRun } from './load-run.js';
import { runScheduledLoad } from './scheduled.load.js';

/** The calls are drawn from stream 0. */
const ARRIVALS_STREAM = 1;

/** Requests that come at one rate, evenly or at random, whatever the service does. */
export function runOpenLoad({ order, load, ...connection }: LoadRun<'open'>): Promise<Measurement> {
  const arrivals = scheduleArrivals(load, order.warmupMs + order.durationMs, seededRandom(order.seed, ARRIVALS_STREAM));
  return runScheduledLoad({ order, arrivals, ratePerSecond: load.ratePerSecond, ...connection });
}
