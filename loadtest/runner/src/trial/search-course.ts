import { listSearches } from '../analysis/search/search-series.js';
import { searchProgress } from '../analysis/search/search-progress.js';
import type { Cell, PlannedSearch, PlannedTrial } from '../experiment/plan.js';
import type { Course } from './course.js';
import type { TrialRecord } from './trial.js';

/** One search after another, each trial chosen by those before it: a run that was stopped goes on as if it had not been. */
export function searchCourse(cells: readonly Cell[], search: PlannedSearch): Course {
  const all = listSearches(cells, search.over);
  const unfinished = (records: readonly TrialRecord[]) =>
    all.map((series) => searchProgress(series, search, records)).filter(({ nextRung }) => nextRung !== null);
  return {
    total: all.length * search.trials,
    isAtMost: true,
    rest(records) {
      const left = unfinished(records);
      const rung = left[0]?.nextRung;
      if (!rung) return [];
      const trialsLeft = left.reduce((sum, { trials }) => sum + search.trials - trials, 0);
      return Array<PlannedTrial>(trialsLeft).fill({
        number: Math.max(0, ...records.map(({ number }) => number)) + 1,
        round: records.filter(({ cell }) => cell === rung.cell.id).length + 1,
        cell: rung.cell,
      });
    },
    cellsAhead: (records) => unfinished(records).flatMap(({ series }) => series.rungs.map(({ cell }) => cell)),
  };
}
