import type { Load, Model, Via } from '../experiment/plan.js';
import type { Verdict } from './summary.js';

/** How one model's throughput on one work and load grows with what is set up. Invalid cells are left out. */
export interface Scaling {
  readonly model: Model;
  readonly via: Via | null;
  /** CPU limit of each pod, in thousandths of a core; absent where it was left as it was found. */
  readonly cpuMillis?: number;
  readonly workload: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly load: Load;
  /** Over slots, or processes where nothing bounds the slots: of settings of one size, the smallest that does nearly most. */
  readonly curve: ScalingCurve<Size>;
  /** The same cells factor by factor, the others held: a curve for each way to hold them. */
  readonly byFactor: readonly ScalingCurve<Factor>[];
  /** Whether the trials show that the largest did more than the smallest; also where there are too few of them to tell. */
  readonly hasGrown: boolean;
  /** The size after which more stopped paying; null while every step paid. */
  readonly stop: ScalingStop | null;
  /** What held it at the stop, or at the largest size while every step paid; null where nothing that was measured explains it. */
  readonly limit: Limit | null;
  /** Ids of larger settings than the largest of the curve that are invalid: what they would do is not known. */
  readonly unknownBeyond: readonly string[];
}

export type Size = 'slots' | 'processes';
export type Factor = 'replicas' | 'workers' | 'threads';

export interface ScalingCurve<Over extends Size | Factor = Size | Factor> {
  /** What the sizes of the points count. */
  readonly over: Over;
  /** The other factors, the same in all points; null for a curve over slots or processes. */
  readonly held: Held | null;
  /** At least two, the smallest first. */
  readonly points: readonly [ScalingPoint, ...ScalingPoint[]];
}

export type Held = Readonly<Record<Factor, number | null>>;

/** Rates are requests per second; intervals are 95 % over trials, null below three of them. */
export interface ScalingPoint {
  /** The id of its cell. */
  readonly cell: string;
  readonly size: number;
  readonly throughput: Interval;
  readonly predicted: number | null;
  /** Throughput over size. */
  readonly perUnit: Interval;
  /** `perUnit` against that of the smallest size. */
  readonly efficiency: number;
  /** What each unit added since the point before brought; null for the first. */
  readonly perAdded: Interval | null;
  readonly verdict: Verdict;
}

export interface Interval {
  readonly mean: number;
  readonly ci95: readonly [number, number] | null;
}

export interface ScalingStop {
  readonly size: number;
  /** The next larger one, that did not pay. */
  readonly next: number;
}

/** What keeps a setting from doing more, with the figure that shows it. */
export type Limit =
  /** The cores are used up; `used` is how many the services kept busy, null where that is not seen. */
  | { readonly by: 'cores'; readonly cores: number; readonly used: number | null }
  /** A CPU limit stops it in this share of the scheduler's periods. */
  | { readonly by: 'throttling'; readonly share: number }
  /** Its clients ask for no more. */
  | { readonly by: 'clients'; readonly clients: number }
  | { readonly by: 'rate'; readonly ratePerSecond: number }
  /** All slots are in use, so another would pay. */
  | { readonly by: 'slots'; readonly used: number }
  /** What it calls answers later the more it is called. */
  | { readonly by: 'upstream'; readonly beforeMs: number; readonly nowMs: number }
  /** Jobs wait though workers are idle: the way through the queue is what takes the time. */
  | { readonly by: 'broker'; readonly used: number }
  /** The generator had hardly time left, so the load and not the service may be the limit. */
  | { readonly by: 'generator'; readonly utilization: number };
