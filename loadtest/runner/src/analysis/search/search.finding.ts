import type { SearchSummary } from '../../results/summary.js';

/** The answers of all searches, in one sentence. */
export function findBySearch(searches: readonly SearchSummary[]): string {
  const text = searches.map(({ words }) => words).join('. ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
