import type { Cell, Load, Work } from '../../experiment/plan.js';
import { UsageError } from '../../usage-error.js';
import type { LoadOrder } from '../generator.js';
import { problemWithBurst } from './burst-bounds.js';

/** A script of loadtest/k6, and what it is told. */
export interface ScriptOrder {
  readonly script: 'closed' | 'open' | 'stalled-fifth';
  readonly settings: Readonly<Record<string, string>>;
}

const NO_STEPS = 'has no script that tells a step second by second.';
const ONE_WORKLOAD = 'sends one workload at a time, and this is a mix.';

/** More at a time would take gigabytes. */
const MOST_WARMED = 500;

/** @throws UsageError where k6 has no script for the load */
export function scriptForLoad(order: LoadOrder): ScriptOrder {
  const { load, clients, spreadMs, warmupMs, durationMs } = order;
  const common = { ...settingsOf(order), SAMPLES: '1', WARMUP: ms(warmupMs) };
  switch (load.kind) {
    case 'closed': {
      const { min, max } = load.thinkTimeMs ?? { min: 0, max: 0 };
      const thinking = { THINK_TIME: `${ms(min)}-${ms(max)}`, SPREAD: ms(spreadMs) };
      return { script: 'closed', settings: { ...common, ...thinking, VUS: String(clients), DURATION: ms(durationMs) } };
    }
    case 'open': {
      const rate = load.ratePerSecond;
      const RATE = String(Math.round(rate * 1000) / 1000);
      const VUS = String(vusFor(rate, { spreadMs, warmupMs }));
      return { script: 'open', settings: { ...common, RATE, VUS, DURATION: ms(durationMs) } };
    }
    case 'burst': {
      const stalled: Record<string, string> = load.stalled
        ? { STALLED: String(load.stalled.request), STALLED_PARAMS: paramsText(order.work, load.stalled.params) }
        : { STALLED: '0' };
      return { script: 'stalled-fifth', settings: { ...common, ...stalled, REQUESTS: String(load.requests) } };
    }
    case 'step':
      throw new UsageError(`k6 ${NO_STEPS}`);
  }
}

/**
 * Told before the first trial what it is that k6 cannot do.
 *
 * @throws UsageError that names the cell
 */
export function checkCells(cells: readonly Cell[]): void {
  for (const { id, work, load } of cells) {
    const problem = problemWith(work, load);
    if (problem)
      throw new UsageError(`"${id}": k6 ${problem} Use --generator embedded, or take it out of the experiment.`);
  }
}

function problemWith(work: Work, load: Load): string | undefined {
  if (work.kind === 'mix') return ONE_WORKLOAD;
  if (load.kind === 'step') return NO_STEPS;
  if (load.kind === 'open' && load.arrivals === 'poisson')
    return 'has arrivals at even gaps only, and these are poisson.';
  return load.kind === 'burst' ? problemWithBurst(work, load) : undefined;
}

function settingsOf(order: LoadOrder) {
  const { path, query, work, headers = {}, traceShare = 0, labels } = order;
  const { via } = query;
  return {
    MODEL: path.slice(1),
    ...(via !== undefined && { VIA: via }),
    WORKLOAD: singleOf(work).name,
    PARAMS: paramsText(work),
    REQUEST_HEADERS: JSON.stringify(headers),
    TRACE_SHARE: String(traceShare),
    ...(labels && {
      EXPERIMENT: labels.experiment,
      TRIAL: String(labels.trial),
      REPLICAS: String(labels.shape.replicas),
      WORKERS: String(labels.shape.workers),
      THREADS: String(labels.shape.threads ?? 'none'),
    }),
  };
}

/**
 * As many as the warm-up has requests for, so that each has its connection when the window opens; and enough for answers
 * that take twice as long as expected. With more under way at once k6 drops requests, and the trial does not count.
 */
function vusFor(rate: number, { spreadMs, warmupMs }: Pick<LoadOrder, 'spreadMs' | 'warmupMs'>): number {
  const needed = Math.ceil(rate * ((2 * spreadMs) / 1000 + 0.5)) + 5;
  return Math.max(needed, Math.min(MOST_WARMED, Math.floor((rate * warmupMs) / 1000)));
}

/** `n=5&ms=1000` */
function paramsText(work: Work, changed: Readonly<Record<string, number>> = {}): string {
  return Object.entries({ ...singleOf(work).params, ...changed })
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function singleOf(work: Work) {
  if (work.kind === 'single') return work;
  throw new UsageError(`k6 ${ONE_WORKLOAD}`);
}

function ms(duration: number): string {
  return `${Math.round(duration)}ms`;
}
