import type { Reading, Side } from './interleave.js';

/** Two things measured in one run, and how they compare: one line of output. */
export interface Comparison {
  readonly name: string;
  /** The median over the rounds of measured / against. */
  readonly ratio: number;
  /** The lowest and the highest ratio of a round. */
  readonly spread: readonly [number, number];
  readonly rounds: number;
  readonly promise: Promised | null;
  readonly measured: Figures;
  readonly against: Figures;
  readonly counted: string;
}

export interface Promised {
  /** What the ratio is at least. */
  readonly ratio: number;
  /** What figures of what is measured stay below, under the same names. */
  readonly below?: Omit<Reading, 'perSecond'>;
}

/** Absolute values: medians over the rounds. */
export interface Figures extends Reading {
  readonly what: string;
}

/** Compares round by round before taking the median, so that what changed between rounds cancels out. */
export function compare(
  measured: Side,
  against: Side,
  facts: Pick<Comparison, 'name' | 'promise' | 'counted'>,
): Comparison {
  const ratios = measured.readings.map(
    ({ perSecond }, round) => perSecond / (against.readings[round]?.perSecond ?? Number.NaN),
  );
  return {
    ...facts,
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    rounds: ratios.length,
    measured: figures(measured),
    against: figures(against),
  };
}

/** Each promise that the comparison breaks, in words. A figure that is no number keeps none. */
export function brokenPromises({ name, ratio, promise, measured }: Comparison): string[] {
  if (!promise) return [];
  const figure = (key: string) => (measured as unknown as Readonly<Record<string, number | null>>)[key] ?? Number.NaN;
  return [
    ...(ratio >= promise.ratio ? [] : [`${name} ${ratio.toFixed(3)}, promised at least ${promise.ratio}`]),
    ...Object.entries(promise.below ?? {})
      .filter(([key, limit]) => !(figure(key) < Number(limit)))
      .map(([key, limit]) => `${name} ${key} ${figure(key).toFixed(1)}, promised below ${limit}`),
  ];
}

function figures({ contender, readings }: Side): Figures {
  const names = Object.keys(readings[0] ?? {}) as (keyof Reading)[];
  const medians = names.map((name) => [name, median(readings.map((reading) => reading[name] ?? Number.NaN))]);
  return { what: contender.what, ...(Object.fromEntries(medians) as Reading) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
