import type { PlannedSearch } from '../../experiment/plan.js';
import type { TrialRecord } from '../../trial/trial.js';
import { judgeProbe, type Probe } from './judge-probe.js';
import { nextRung, type SearchState } from './next-rung.js';
import { rungOutcome } from './rung-outcome.js';
import type { Rung, SearchSeries } from './search-series.js';

export interface SearchProgress extends SearchState {
  readonly series: SearchSeries;
  /** Of each rung, in the order they were run. */
  readonly probes: readonly (readonly Probe[])[];
  /** Trials of all its rungs. */
  readonly trials: number;
  /** What to run next; null where the search has ended: it found both ends, or used up its trials. */
  readonly nextRung: Rung | null;
}

/** How far one search has come with these trials. Those of other searches are left aside. */
export function searchProgress(
  series: SearchSeries,
  search: PlannedSearch,
  records: readonly TrialRecord[],
): SearchProgress {
  const byCell = Map.groupBy(records, ({ cell }) => cell);
  const probes = series.rungs.map(({ cell }) =>
    (byCell.get(cell.id) ?? []).map((record) => judgeProbe(cell, record, search.slo)),
  );
  const trials = probes.flat().length;
  const state = nextRung(probes.map(rungOutcome));
  const isOver = state.next === null || trials >= search.trials;
  return { ...state, series, probes, trials, nextRung: isOver ? null : series.rungs[state.next]! };
}
