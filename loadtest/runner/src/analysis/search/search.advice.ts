import type { SearchSummary } from '../../results/summary.js';
import { searchedValue } from './search-words.js';
import { isLoadFactor } from './search-series.js';

/** What to set, or to plan for, by what was searched. */
export function adviseBySearch(searches: readonly SearchSummary[]): string[] {
  return searches.map(({ over, met, failed, rungs, subject, promise, isDone }) => {
    const where = `For ${subject} with ${promise}`;
    if (!isDone) return `${where}, nothing sure: give search.trials more than it had.`;
    if (met === null) return `${where}, nothing that was tried is enough.`;
    const value = searchedValue(over, met);
    if (isLoadFactor(over)) {
      const isMeasured = rungs.some(({ value, measured }) => value === failed && measured > 0);
      const beyond = isMeasured ? 'beyond that it takes more slots, or replicas' : 'beyond that nothing was measured';
      const more = failed === null ? '; more was not tried' : `; ${beyond}`;
      return `${where}, plan for at most ${value}${more}.`;
    }
    return `${where}, set ${value}${failed === null ? '; fewer were not tried' : ''}.`;
  });
}
