import type { RungOutcome } from './rung-outcome.js';

/** How far a search has come. Indices count rungs from the easiest to the hardest. */
export interface SearchState {
  /** The hardest rung that is met below the easiest that is missed; null where none is. */
  readonly met: number | null;
  /** The easiest rung that is missed; null where none is. */
  readonly missed: number | null;
  /** The rung to try next; null where both ends are neighbours and confirmed. */
  readonly next: number | null;
}

/**
 * Bisection of a ladder on which what is met comes before what is missed. An end is tried a second time before it is
 * believed; where the two contradict each other, a third trial decides, and the search goes on from there.
 */
export function nextRung(rungs: readonly RungOutcome[]): SearchState {
  const firstMissed = rungs.findIndex(({ outcome }) => outcome === 'missed');
  const above = firstMissed < 0 ? rungs.length : firstMissed;
  const below = rungs.findLastIndex(({ outcome }, index) => index < above && outcome === 'met');
  const unconfirmed = [above, below].filter((index) => rungs[index]?.isConfirmed === false);
  const undecided = rungs.findIndex(({ outcome }, index) => index > below && index < above && outcome === 'undecided');
  const middle = above - below > 1 ? Math.floor((above + below) / 2) : null;
  const next = undecided >= 0 ? undecided : (middle ?? unconfirmed[0] ?? null);
  return { met: below < 0 ? null : below, missed: firstMissed < 0 ? null : firstMissed, next };
}
