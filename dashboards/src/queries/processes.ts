import * as m from './metrics.js';
import { answeredPerSecond } from './requests.js';
import { CHOSEN, inFleet, maxBy, OF_FLEETLAB, rate, sumBy } from './promql.js';
import { watched } from './watched.js';

const ofChosen = watched(CHOSEN);
export const { throttledShare, loopLag } = ofChosen;

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

/** Seconds held back in each second. */
export const throttledTime = (labels: string, component: string = OF_FLEETLAB) =>
  sumBy(labels, rate(inFleet(m.CPU_THROTTLED_SECONDS, component)));

export const residentMemory = (labels: string, component: string = OF_FLEETLAB) =>
  sumBy(labels, inFleet('process_resident_memory_bytes', component));

export const heapUsed = (labels: string, component: string = OF_FLEETLAB) =>
  sumBy(labels, inFleet('nodejs_heap_size_used_bytes', component));

/** The share of its time that the busiest process's loop worked. */
export function loopUtilisation(labels: string, component: string = OF_FLEETLAB): string {
  const part = (name: string) => rate(inFleet(`nodejs_eventloop_utilization_histogram_${name}`, component));
  return maxBy(labels, `${part('sum')} / ${part('count')}`);
}

/** How often a process was started again in the time shown. */
export const processRestarts = (labels: string) => ofChosen.processRestarts(labels, '$__range');
