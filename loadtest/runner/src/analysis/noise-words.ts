import { percent } from '../results/figure.js';
import { shapeInWords, workloadLabel } from '../results/label.js';
import type { Summary } from '../results/summary.js';
import { noiseLimit } from './noise.js';

/** What the pair says, in a sentence; empty where there was none. */
export function noiseInWords({ noise, cells }: Pick<Summary, 'noise' | 'cells'>): string {
  const cell = cells.find(({ id }) => id === noise?.cell);
  if (!noise || !cell) return '';
  const who = `${shapeInWords(cell)} with ${workloadLabel(cell)}, run as two cells, differed from itself by`;
  const limit = noiseLimit(noise);
  if (!noise.ci95 || limit === null)
    return `Noise: ${who} ${signed(noise.difference)}; too few trials say how far that goes.`;
  const [low, high] = noise.ci95.map(signed);
  return (
    `Noise: ${who} ${signed(noise.difference)} (95\u00a0% interval ${low} to ${high}). ` +
    `Settings that differ by less than ${percent(limit)} are not told apart by this run.`
  );
}

function signed(share: number): string {
  return `${share > 0 ? '+' : share < 0 ? '-' : ''}${percent(Math.abs(share))}`;
}
