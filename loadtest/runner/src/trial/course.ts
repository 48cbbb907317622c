import type { Cell, Plan, PlannedTrial } from '../experiment/plan.js';
import type { TrialRecord } from './trial.js';

/** Which trials a run consists of, known before it or found out as it goes. */
export interface Course {
  /** Trials of the whole run; the most that there can be, where that is found out as it goes. */
  readonly total: number;
  /** What is left to run after these: the first comes next. Where more is not known, others like it stand for the rest. */
  rest(records: readonly TrialRecord[]): readonly PlannedTrial[];
  /** Cells that what is left may be of. */
  cellsAhead(records: readonly TrialRecord[]): readonly Cell[];
}

/** Each trial of the plan, in its order. */
export function gridCourse({ trials }: Plan): Course {
  const rest = (records: readonly TrialRecord[]) => {
    const done = new Set(records.map(({ number }) => number));
    return trials.filter(({ number }) => !done.has(number));
  };
  return {
    total: trials.length,
    rest,
    cellsAhead: (records) => [...new Map(rest(records).map(({ cell }) => [cell.id, cell])).values()],
  };
}
