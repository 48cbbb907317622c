import type { Cell, Plan, PlannedTrial } from '../experiment/plan.js';
import { searchCourse } from './search-course.js';
import type { TrialRecord } from './trial.js';

/** Which trials a run consists of, known before it or found out as it goes. */
export interface Course {
  readonly total: number;
  /** Whether the total is only the most that there can be. */
  readonly isAtMost: boolean;
  /** What is left to run after these: the first comes next. Where more is not known, others like it stand for the rest. */
  rest(records: readonly TrialRecord[]): readonly PlannedTrial[];
  /** Cells that what is left may be of. */
  cellsAhead(records: readonly TrialRecord[]): readonly Cell[];
}

export function courseOf(plan: Plan): Course {
  return plan.search ? searchCourse(plan.cells, plan.search) : gridCourse(plan);
}

/** Each trial of the plan, in its order. */
export function gridCourse({ trials }: Plan): Course {
  const rest = (records: readonly TrialRecord[]) => {
    const done = new Set(records.map(({ number }) => number));
    return trials.filter(({ number }) => !done.has(number));
  };
  return {
    total: trials.length,
    isAtMost: false,
    rest,
    cellsAhead: (records) => [...new Map(rest(records).map(({ cell }) => [cell.id, cell])).values()],
  };
}

/** `trial 3 of 12`, `trial 3 of at most 12`. */
export function placeIn({ total, isAtMost }: Course, number: number): string {
  return `trial ${number} of ${isAtMost ? 'at most ' : ''}${total}`;
}
