import type { Plan } from '../../experiment/plan.js';
import type { CellSummary, ProbedRung, SearchSummary } from '../../results/summary.js';
import type { TrialRecord } from '../../trial/trial.js';
import { promiseInWords } from '../promise.js';
import { listSearches } from './search-series.js';
import { searchProgress, type SearchProgress } from './search-progress.js';
import { describeSearch, searchSubject } from './search-words.js';

/**
 * What each search of a run found.
 *
 * @param cells summaries of the cells that were run
 */
export function summariseSearches(
  plan: Plan,
  trials: readonly TrialRecord[],
  cells: readonly CellSummary[],
): SearchSummary[] {
  const { search } = plan;
  if (!search) return [];
  const summaryOf = new Map(cells.map((cell) => [cell.id, cell]));
  return listSearches(plan.cells, search.over)
    .map((series) => searchProgress(series, search, trials))
    .filter((progress) => progress.trials > 0)
    .map((progress) => {
      const found = {
        over: search.over,
        ...endsOf(progress),
        isDone: progress.next === null,
        trials: progress.trials,
        rungs: progress.series.rungs.flatMap(({ cell, value }, index): ProbedRung[] => {
          const probes = progress.probes[index]!;
          if (probes.length === 0) return [];
          const met = probes.filter(({ outcome }) => outcome === 'met').length;
          const why = [...new Set(probes.map((probe) => probe.why).filter(Boolean))];
          const measured = probes.filter(({ outcome }) => outcome !== 'unknown').length;
          return [{ value, cell: cell.id, trials: probes.length, met, measured, why }];
        }),
      };
      const cell = summaryOf.get(found.rungs[0]!.cell)!;
      const subject = searchSubject(search.over, cell);
      const promise = promiseInWords(search.slo);
      return { ...found, subject, promise, words: describeSearch({ ...found, subject, promise }) };
    });
}

function endsOf({
  met,
  missed,
  series: { rungs },
}: SearchProgress): Pick<SearchSummary, 'met' | 'failed' | 'interval'> {
  const valueAt = (index: number | null) => (index === null ? null : rungs[index]!.value);
  const [metValue, failed] = [valueAt(met), valueAt(missed)];
  const interval = metValue === null || failed === null ? null : ([metValue, failed] as const);
  return { met: metValue, failed, interval: interval && (interval.toSorted((a, b) => a - b) as [number, number]) };
}
