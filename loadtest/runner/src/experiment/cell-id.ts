import { formatDuration } from './duration.js';
import type { Cell, Load, Shape, Work } from './plan.js';

/** For instance `threaded r1 w1 t4`; the same for equal shapes, and only for them. */
export function shapeId({ model, replicas, workers, threads, cpuMillis }: Shape): string {
  const factors = [`r${replicas}`, `w${workers}`];
  if (threads !== null) factors.push(`t${threads}`);
  if (cpuMillis !== undefined) factors.push(`c${cpuMillis}m`);
  return [model, ...factors].join(' ');
}

/** For instance `async r1 w1 t4 via=thread`: a shape and how it is asked to run requests. */
export function settingId({ shape, via }: Pick<Cell, 'shape' | 'via'>): string {
  return via === null ? shapeId(shape) : `${shapeId(shape)} via=${via}`;
}

/** For instance `async r1 w1 t4 via=thread · sleep ms=20 · closed 4/slot`. */
export function cellId({ shape, via, work, load }: Omit<Cell, 'id'>): string {
  return [settingId({ shape, via }), workId(work), loadId(load)].join(' · ');
}

export function workId(work: Work): string {
  if (work.kind === 'single') return named(work.name, work.params);
  const parts = work.parts.map(({ name, params, weight }) => `${weight}x ${named(name, params)}`);
  return `mix of ${parts.join(', ')}`;
}

export function loadId(load: Load): string {
  switch (load.kind) {
    case 'closed': {
      const clients = typeof load.concurrency === 'number' ? load.concurrency : `${load.concurrency.perSlot}/slot`;
      const think = load.thinkTimeMs;
      if (!think) return `closed ${clients}`;
      return `closed ${clients} thinking ${formatDuration(think.min)}-${formatDuration(think.max)}`;
    }
    case 'open':
      return `open ${load.ratePerSecond}/s ${load.arrivals}`;
    case 'burst': {
      const { requests, stalled } = load;
      return stalled ? `burst ${requests}, no. ${stalled.request} ${pairs(stalled.params)}` : `burst ${requests}`;
    }
  }
}

function named(name: string, params: Readonly<Record<string, number>>) {
  return [name, pairs(params)].filter(Boolean).join(' ');
}

function pairs(params: Readonly<Record<string, number>>) {
  return Object.entries(params)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}
