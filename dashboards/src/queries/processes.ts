import { LOOP_SAMPLING_SECONDS } from '../config.js';
import * as m from './metrics.js';
import { answeredPerSecond } from './requests.js';
import { inFleet, maxBy, OF_FLEETLAB, rate, sumBy } from './promql.js';

export const cpuCores = (labels: string, component: string = OF_FLEETLAB) =>
  sumBy(labels, rate(inFleet('process_cpu_seconds_total', component)));

/** All CPU time of a model's pods, the queue's workers included, by the requests that were answered. */
export const cpuSecondsPerRequest = () => {
  const cpu = rate(inFleet('process_cpu_seconds_total', 'component!="upstream"', OF_FLEETLAB));
  const byModel = `label_replace(${cpu}, "model", "$1", "component", "(.+?)(?:-worker)?")`;
  return `${sumBy('model', byModel)} / ${answeredPerSecond()}`;
};

export const cpuLimit = (labels: string, component: string = OF_FLEETLAB) =>
  sumBy(labels, inFleet(m.CPU_LIMIT, component));

/** In how many of the limit's periods the pods were held back. */
export function throttledShare(labels: string, component: string = OF_FLEETLAB): string {
  const total = (metric: string) => sumBy(labels, rate(inFleet(metric, component)));
  return `${total(m.CPU_THROTTLED_PERIODS)} / ${total(m.CPU_PERIODS)}`;
}

/** Seconds held back in each second. */
export const throttledTime = (labels: string, component: string = OF_FLEETLAB) =>
  sumBy(labels, rate(inFleet(m.CPU_THROTTLED_SECONDS, component)));

export const residentMemory = (labels: string, component: string = OF_FLEETLAB) =>
  sumBy(labels, inFleet('process_resident_memory_bytes', component));

export const heapUsed = (labels: string, component: string = OF_FLEETLAB) =>
  sumBy(labels, inFleet('nodejs_heap_size_used_bytes', component));

/** Of the process whose loop is latest. The library reports a loop that lags not at all as one sampling interval late. */
export const loopLag = (labels: string, component: string = OF_FLEETLAB) =>
  `clamp_min(${maxBy(labels, inFleet('nodejs_eventloop_lag_p99_seconds', component))} - ${LOOP_SAMPLING_SECONDS}, 0)`;

/** The share of its time that the busiest process's loop worked. */
export function loopUtilisation(labels: string, component: string = OF_FLEETLAB): string {
  const part = (name: string) => rate(inFleet(`nodejs_eventloop_utilization_summary_${name}`, component));
  return maxBy(labels, `${part('sum')} / ${part('count')}`);
}

/** How often a process of the pod was started again, as far as it is known by the same name. */
export const processRestarts = (labels: string) =>
  sumBy(labels, `changes(${inFleet('process_start_time_seconds', OF_FLEETLAB)}[$__range])`);
