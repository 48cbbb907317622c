import type { TrialSettings } from '../experiment/experiment.js';
import type { Load } from '../experiment/plan.js';
import type { Calibration } from './trial.js';

/** A queue and its clients settle after about one response time; the second is to be sure. */
const WARMUP_RESPONSES = 2;
/** With fewer than this the first and last answers of a window weigh too much. */
const WINDOW_RESPONSES = 5;

export interface TrialLength {
  readonly warmupMs: number;
  readonly durationMs: number;
}

/** As long as the file says, or as the work needs. */
export function lengthOfTrial(
  settings: Pick<TrialSettings, 'warmupMs' | 'durationMs'>,
  responseMs: number,
  load: Load,
): TrialLength {
  return {
    warmupMs: Math.max(settings.warmupMs, WARMUP_RESPONSES * responseMs),
    durationMs:
      load.kind === 'step' ? lengthOfStep(load) : Math.max(settings.durationMs, WINDOW_RESPONSES * responseMs),
  };
}

/** A step says itself how long it is. */
function lengthOfStep({ before, during, after }: Extract<Load, { readonly kind: 'step' }>): number {
  return before.forMs + during.forMs + after.forMs;
}

/**
 * How long a request is expected to take, in milliseconds: n clients on m slots of service time S wait for n x S / m
 * (the interactive response time law, thinking aside), and for S at least. An open load is expected to be kept up with.
 */
export function expectedResponseMs(
  load: Load,
  clients: number | undefined,
  { slots, serviceMs }: Pick<Calibration, 'slots' | 'serviceMs'>,
): number {
  if (serviceMs === null) return 0;
  const requests = load.kind === 'burst' ? load.requests : (clients ?? 0);
  return serviceMs * Math.max(1, slots === null ? 1 : requests / slots);
}
