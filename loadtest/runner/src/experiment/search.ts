export const SEARCHED = ['rate', 'concurrency', 'threads', 'workers', 'replicas'] as const;
/** A factor whose limit can be looked for: the most load that is borne, or the fewest slots that bear it. */
export type Searched = (typeof SEARCHED)[number];

/** The limit is looked for by bisection: which of the cells are run shows as it goes. */
export interface Search {
  readonly over: Searched;
  /** The most trials of each setting that the search is made for. */
  readonly trials: number;
}
