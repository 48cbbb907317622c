import type { Reading, Side } from './interleave.js';

/** Two things measured in one run, and how they compare: one line of output. */
export interface Comparison {
  readonly name: string;
  /** The median over the rounds of measured / against. */
  readonly ratio: number;
  /** The lowest and the highest ratio of a round. */
  readonly spread: readonly [number, number];
  readonly rounds: number;
  /** What the ratio is promised to be at least; null where nothing is promised. */
  readonly least: number | null;
  readonly measured: Figures;
  readonly against: Figures;
  readonly counted: string;
}

/** Absolute values: medians over the rounds. */
export interface Figures extends Reading {
  readonly what: string;
}

/** Compares round by round before taking the median, so that what changed between rounds cancels out. */
export function compare(
  measured: Side,
  against: Side,
  facts: Pick<Comparison, 'name' | 'least' | 'counted'>,
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
