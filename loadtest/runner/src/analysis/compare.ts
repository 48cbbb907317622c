import type { CellSummary, Environment, Summary } from '../results/summary.js';
import { isWithinNoise, noiseLimit } from './noise.js';
import { throughputDifference } from './throughput-difference.js';

/** Two runs, cell by cell; `b` is judged against `a`. */
export interface Comparison {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
  readonly cells: readonly ComparedCell[];
  readonly onlyInA: readonly string[];
  readonly onlyInB: readonly string[];
  /** What else differs between the runs and may be the cause: `cores: 2 and 4`. */
  readonly otherDifferences: readonly string[];
}

export type ComparedRun = Pick<Summary, 'name' | 'startedAt'>;

export interface ComparedCell {
  readonly a: CellSummary;
  readonly b: CellSummary;
  /** b / a; null where one of them has none. */
  readonly throughputRatio: number | null;
  readonly p95Ratio: number | null;
  /** 95 % interval of b - a in requests per second; null where it cannot be told. */
  readonly difference: readonly [number, number] | null;
  readonly word: ComparisonWord;
}

export type ComparisonWord = 'faster' | 'slower' | 'no difference shown' | 'within the noise' | 'cannot tell';

/** Sets two summaries side by side. Cells are matched by id. */
export function compareSummaries(a: Summary, b: Summary): Comparison {
  const limits = [noiseLimit(a.noise), noiseLimit(b.noise)].filter((limit) => limit !== null);
  const noise = limits.length === 0 ? null : Math.max(...limits);
  const cellsOfB = new Map(b.cells.map((cell) => [cell.id, cell]));
  const idsOfA = new Set(a.cells.map(({ id }) => id));
  return {
    a: { name: a.name, startedAt: a.startedAt },
    b: { name: b.name, startedAt: b.startedAt },
    cells: a.cells.flatMap((cell) => {
      const other = cellsOfB.get(cell.id);
      return other ? [compareCells(cell, other, noise)] : [];
    }),
    onlyInA: a.cells.map(({ id }) => id).filter((id) => !cellsOfB.has(id)),
    onlyInB: b.cells.map(({ id }) => id).filter((id) => !idsOfA.has(id)),
    otherDifferences: compareEnvironments(a.environment, b.environment),
  };
}

function compareCells(a: CellSummary, b: CellSummary, noise: number | null): ComparedCell {
  const difference = throughputDifference(a, b);
  return {
    a,
    b,
    throughputRatio: ratioOf(a.throughput.mean, b.throughput.mean),
    p95Ratio: ratioOf(a.latencyMs?.p95, b.latencyMs?.p95),
    difference,
    word:
      difference && isWithinNoise(noise, a.throughput.mean, b.throughput.mean)
        ? 'within the noise'
        : wordFor(difference),
  };
}

function ratioOf(a: number | null | undefined, b: number | null | undefined): number | null {
  return a && b != null ? b / a : null;
}

function wordFor(difference: readonly [number, number] | null): ComparisonWord {
  if (!difference) return 'cannot tell';
  const [low, high] = difference;
  return low > 0 ? 'faster' : high < 0 ? 'slower' : 'no difference shown';
}

function compareEnvironments(a: Environment, b: Environment): string[] {
  return (Object.keys(a) as (keyof Environment)[])
    .filter((key) => a[key] !== b[key])
    .map((key) => `${key}: ${a[key] ?? 'none'} and ${b[key] ?? 'none'}`);
}
