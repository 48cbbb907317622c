import { formatCpu } from '../experiment/cpu-quantity.js';
import type { Load, Phase, WeightedWork } from '../experiment/plan.js';
import { count, exact, exactDuration, listed } from './figure.js';
import type { Held } from './scaling.js';
import type { CellSummary } from './summary.js';

type Setting = Pick<CellSummary, 'model' | 'via' | 'replicas' | 'workers' | 'threads' | 'cpuMillis' | 'autoscale'>;

/** How a service is set up, for tables and charts: `threaded · 2 workers x 4 threads`. */
export function shapeLabel(cell: Setting): string {
  return [seriesLabel(cell), settingInWords(cell)].filter(Boolean).join(' · ');
}

/** The same for sentences: `threaded (2 workers x 4 threads)`. */
export function shapeInWords(cell: Setting): string {
  const given = settingInWords(cell);
  return given ? `${seriesLabel(cell)} (${given})` : seriesLabel(cell);
}

/** `2 workers x 4 threads`, of what is given: one replica and one worker go without saying. */
export function settingInWords({ replicas, workers, threads, autoscale }: Held & Pick<Setting, 'autoscale'>): string {
  return [
    autoscale ? `autoscaled ${replicas} to ${autoscale.maxReplicas}` : '',
    !autoscale && replicas !== null && replicas > 1 ? count(replicas, 'replica') : '',
    workers !== null && workers > 1 ? count(workers, 'worker') : '',
    threads !== null ? count(threads, 'thread') : '',
  ]
    .filter(Boolean)
    .join(' x ');
}

/** What keeps its colour through a report: `threaded`, `async via thread`, `threaded at 300m CPU`. */
export function seriesLabel({ model, via, cpuMillis }: Pick<CellSummary, 'model' | 'via' | 'cpuMillis'>): string {
  const way = via === null || via === 'loop' ? model : `${model} via ${via}`;
  return cpuMillis === undefined ? way : `${way} at ${formatCpu(cpuMillis)} CPU`;
}

/** `sleep 20 ms`, `compute n=300 000`, `mix of 3 compute n=300 000 and 1 memory 8 MiB`. */
export function workloadLabel({ workload, params }: Pick<CellSummary, 'workload' | 'params'>): string {
  if (workload === 'mix') {
    const parts = (params as { parts: readonly WeightedWork[] }).parts;
    return `mix of ${listed(parts.map(({ name, params, weight }) => `${exact(weight)} ${named(name, params)}`))}`;
  }
  return named(workload, params);
}

function named(name: string, params: Readonly<Record<string, unknown>>): string {
  return [name, ...Object.entries(params).map(([key, value]) => paramLabel(key, value))].join(' ');
}

function paramLabel(key: string, value: unknown): string {
  if (typeof value !== 'number') return `${key}=${String(value)}`;
  if (key === 'ms') return exactDuration(value);
  return key === 'mib' ? `${exact(value)} MiB` : `${key}=${exact(value)}`;
}

function phaseLabel({ ratePerSecond, forMs }: Phase): string {
  return `${exact(ratePerSecond)}/s for ${exactDuration(forMs)}`;
}

/** `16 clients`, `4 clients a slot, thinking 1.0 s to 5.0 s`, `200 requests/s`, `10 requests at once, number 5 stalling`, `8/s for 20 s, 24/s for 60 s, then 8/s`. */
export function loadLabel(load: Load): string {
  switch (load.kind) {
    case 'closed': {
      const clients =
        typeof load.concurrency === 'number'
          ? count(load.concurrency, 'client')
          : `${count(load.concurrency.perSlot, 'client')} a slot`;
      const think = load.thinkTimeMs;
      return think ? `${clients}, thinking ${exactDuration(think.min)} to ${exactDuration(think.max)}` : clients;
    }
    case 'open':
      return `${exact(load.ratePerSecond)} requests/s${load.arrivals === 'poisson' ? ' at random' : ''}`;
    case 'burst':
      return `${count(load.requests, 'request')} at once${load.stalled ? `, number ${load.stalled.request} stalling` : ''}`;
    case 'step': {
      const { before, during, after } = load;
      return `${phaseLabel(before)}, ${phaseLabel(during)}, then ${exact(after.ratePerSecond)}/s`;
    }
    default:
      return load satisfies never;
  }
}
