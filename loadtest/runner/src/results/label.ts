import type { Load, WeightedWork } from '../experiment/plan.js';
import { count, exact, exactDuration, listed } from './figure.js';
import type { Held } from './scaling.js';
import type { CellSummary } from './summary.js';

type Setting = Pick<CellSummary, 'model' | 'via' | 'replicas' | 'workers' | 'threads'>;

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
export function settingInWords({ replicas, workers, threads }: Held): string {
  return [
    replicas !== null && replicas > 1 ? count(replicas, 'replica') : '',
    workers !== null && workers > 1 ? count(workers, 'worker') : '',
    threads !== null ? count(threads, 'thread') : '',
  ]
    .filter(Boolean)
    .join(' x ');
}

/** What keeps its colour through a report: `threaded`, `async via thread`. */
export function seriesLabel({ model, via }: Pick<CellSummary, 'model' | 'via'>): string {
  return via === null || via === 'loop' ? model : `${model} via ${via}`;
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

/** `16 clients`, `4 clients a slot, thinking 1.0 s to 5.0 s`, `200 requests/s`, `10 requests at once, number 5 stalling`. */
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
    default:
      return load satisfies never;
  }
}
