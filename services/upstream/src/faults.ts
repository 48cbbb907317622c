/** What is wrong with this upstream, for services to show how they bear it. */
export interface Faults {
  /** Share of the answers that fail, 0 to 1. */
  readonly rate: number;
  /** The status of those. */
  readonly status: number;
  /** Each answer takes up to this much longer than asked, evenly spread. */
  readonly jitterMs: number;
}

/** Injection token of the Faults. */
export const FAULTS = Symbol('FAULTS');
