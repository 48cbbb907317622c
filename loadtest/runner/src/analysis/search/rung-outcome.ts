import type { Probe } from './judge-probe.js';

/** After this many trials that say nothing, a rung counts as missed: what cannot be measured is not borne either. */
const MOST_UNKNOWN = 2;
/** Trials that agree, where an end of the interval is to be believed. */
const CONFIRMED_BY = 2;

export interface RungOutcome {
  /** What most of its trials say; undecided where they contradict each other, or the only one says nothing. */
  readonly outcome: 'met' | 'missed' | 'undecided' | 'untried';
  /** Whether a second trial said the same. */
  readonly isConfirmed: boolean;
}

export function rungOutcome(probes: readonly Probe[]): RungOutcome {
  if (probes.length === 0) return { outcome: 'untried', isConfirmed: false };
  const [met, missed, unknown] = (['met', 'missed', 'unknown'] as const).map(
    (outcome) => probes.filter((probe) => probe.outcome === outcome).length,
  ) as [number, number, number];
  if (met + missed === 0 && unknown >= MOST_UNKNOWN) return { outcome: 'missed', isConfirmed: true };
  if (met === missed) return { outcome: 'undecided', isConfirmed: false };
  return { outcome: met > missed ? 'met' : 'missed', isConfirmed: Math.max(met, missed) >= CONFIRMED_BY };
}
