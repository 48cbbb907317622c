import { expect, it } from '@jest/globals';
import { gridRun } from '../../../fixtures/simulated-run.js';
import { compareSummaries } from '../../analysis/compare.js';
import { summarise } from '../../analysis/summarise.js';
import { printComparison } from './print-comparison.js';

const before = summarise(gridRun());
/** Twice as fast, on more cores, and without its last cell. */
const after = {
  ...before,
  environment: { ...before.environment, cores: 4 },
  cells: before.cells.slice(0, -1).map((cell) => ({
    ...cell,
    throughput: {
      mean: cell.throughput.mean! * 2,
      ci95: null,
      perTrial: cell.throughput.perTrial.map((perS) => perS * 2),
    },
  })),
};
const text = printComparison(compareSummaries(before, after), { columns: 80, color: false });

it('a comparison fits the terminal', () => {
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

it('a comparison gives the ratio, the interval and a word for each cell', () => {
  expect(text.match(/ 2\.00 .* faster$/gm)).toHaveLength(after.cells.length);
});

it('a comparison says what chance does, what is missing and what else differs', () => {
  const sentences = text.replaceAll('\n', ' ');
  expect(sentences).toContain('Of 23 cells compared at 95 %, about 1 would look faster or slower by chance alone.');
  expect(sentences).toContain(`Only in a: ${before.cells.at(-1)!.id}.`);
  expect(sentences).toContain('Also different, and maybe the cause: cores: 2 and 4.');
});

it('a comparison of runs without a common cell says so', () => {
  const other = { ...after, cells: [] };
  expect(printComparison(compareSummaries(before, other), { columns: 80, color: false })).toContain(
    'no cell in common',
  );
});
