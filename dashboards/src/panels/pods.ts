import { LIMITS, UNITS } from '../config.js';
import { OF_FLEETLAB } from '../queries/promql.js';
import * as processes from '../queries/processes.js';
import type { PanelBuilder } from './panel.js';
import { overTime } from './query.js';
import { timeseries, timeseriesWithLimit } from './timeseries.js';

const EACH = 'component, pod';
const POD = '{{pod}}';

/** What the processes of pods take, a series a pod. Each panel takes the components that it shows, as a matcher. */
export function cpu(component: string = OF_FLEETLAB): PanelBuilder {
  return timeseries({
    title: 'CPU',
    description: 'Cores in use by all processes of a pod, and its limit, where it has one.',
    unit: UNITS.cores,
    queries: [
      overTime(processes.cpuCores(EACH, component), POD),
      overTime(processes.cpuLimit(EACH, component), `${POD} limit`),
    ],
  });
}

export function throttling(component: string = OF_FLEETLAB): PanelBuilder {
  return timeseriesWithLimit(
    {
      title: 'CPU throttling',
      description: 'The share of periods in which the CPU limit held a pod back. Absent where there is no limit.',
      unit: UNITS.share,
      queries: [overTime(processes.throttledShare(EACH, component), POD)],
    },
    LIMITS.throttledShare,
  );
}

export function loopLag(component: string): PanelBuilder {
  return timeseriesWithLimit(
    {
      title: 'Event loop lag p99',
      description:
        'How much later than asked the latest loop of a pod came round. In blocking it is as long as the work: that is what blocking means.',
      unit: UNITS.seconds,
      queries: [overTime(processes.loopLag(EACH, component), POD)],
    },
    LIMITS.loopLagSeconds,
  );
}

export function loopUse(component: string): PanelBuilder {
  return timeseriesWithLimit(
    {
      title: 'Event loop utilisation',
      description:
        'The share of its time that the busiest loop of a pod worked instead of waiting for something to do.',
      unit: UNITS.share,
      queries: [overTime(processes.loopUtilisation(EACH, component), POD)],
    },
    LIMITS.loopUtilisation,
  );
}

export function memory(component: string): PanelBuilder {
  return timeseries({
    title: 'Memory',
    description: 'Resident memory of all processes of a pod, and how much of it the heaps use.',
    unit: UNITS.bytes,
    queries: [
      overTime(processes.residentMemory(EACH, component), POD),
      overTime(processes.heapUsed(EACH, component), `${POD} heap`),
    ],
  });
}
