import type { Slo } from './experiment.js';
import type { Search } from './search.js';

export const MODELS = ['blocking', 'threaded', 'async', 'queue'] as const;
export type Model = (typeof MODELS)[number];

export const VIAS = ['loop', 'blocking', 'thread', 'process', 'sliced'] as const;
/** How the async service runs a request; other models have no such choice. */
export type Via = (typeof VIAS)[number];

/**
 * How a service is set up: what has to be restarted to change it. For `queue`, workers and replicas count worker
 * processes and `threads` is each one's CONCURRENCY; its API is one process.
 */
export interface Shape {
  readonly model: Model;
  readonly replicas: number;
  readonly workers: number;
  /** null for a model (or a via) that has no threads. */
  readonly threads: number | null;
  /** CPU limit of each pod, in thousandths of a core; absent where it is left as it was found. */
  readonly cpuMillis?: number;
  /** Absent where replicas are fixed. */
  readonly autoscale?: Autoscale;
}

/** Replicas are the autoscaler's to say: from `replicas` of the shape up to this many, by CPU. */
export interface Autoscale {
  readonly maxReplicas: number;
  /** What it aims at, in percent of the CPU request. */
  readonly targetPercent: number;
}

/** The work asked for: one workload, or a weighted mix of several. */
export type Work =
  | { readonly kind: 'single'; readonly name: string; readonly params: Readonly<Record<string, number>> }
  | { readonly kind: 'mix'; readonly parts: readonly WeightedWork[] };

export interface WeightedWork {
  readonly name: string;
  readonly params: Readonly<Record<string, number>>;
  readonly weight: number;
}

/** The load as the experiment file has it. */
export type Load =
  | {
      readonly kind: 'closed';
      readonly concurrency: number | { readonly perSlot: number };
      readonly thinkTimeMs: Range | null;
    }
  | { readonly kind: 'open'; readonly ratePerSecond: number; readonly arrivals: 'uniform' | 'poisson' }
  | { readonly kind: 'burst'; readonly requests: number; readonly stalled: StalledRequest | null }
  | { readonly kind: 'step'; readonly before: Phase; readonly during: Phase; readonly after: Phase };

/** Arrivals at one rate, for a time. */
export interface Phase {
  readonly ratePerSecond: number;
  readonly forMs: number;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** One request of a burst that takes longer than the others: number `request`, counted from 1, with its own parameters. */
export interface StalledRequest {
  readonly request: number;
  readonly params: Readonly<Record<string, number>>;
}

/** One combination of factors: one row of the result. */
export interface Cell {
  /** Readable and unique in its experiment, for instance `threaded r1 w1 t4 · sleep ms=20 · closed 4/slot`. */
  readonly id: string;
  readonly shape: Shape;
  readonly via: Via | null;
  readonly work: Work;
  readonly load: Load;
  /** The id of the cell that this one is the same as, run to see what noise alone does; absent elsewhere. */
  readonly twinOf?: string;
}

/** One planned run of a cell. */
export interface PlannedTrial {
  /** Counts from 1 over the whole plan, in the order they run. */
  readonly number: number;
  /** Counts from 1; in each round each cell runs once. */
  readonly round: number;
  readonly cell: Cell;
}

/** What is looked for, and by which promise. */
export interface PlannedSearch extends Search {
  readonly slo: Slo;
}

export interface Plan {
  readonly cells: readonly Cell[];
  /** Empty for a search, in which each trial is chosen by those before it. */
  readonly trials: readonly PlannedTrial[];
  readonly search?: PlannedSearch;
  /** What shuffled the trials; the same seed gives the same order. */
  readonly seed: number;
}
