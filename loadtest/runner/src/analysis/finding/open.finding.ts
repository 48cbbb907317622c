import { duration, exact, listed, rate } from '../../results/figure.js';
import { shapeInWords, workloadLabel } from '../../results/label.js';
import type { MeasuredCell } from '../series.js';
import type { Ranking } from './ranking.js';
import { settings, suspicion } from './words.js';

/** Share of the arrivals that a setting must do to have kept up. */
const LEAST_DONE = 0.98;

/** Which settings kept up with arrivals that wait for nobody: there, throughput says no more, and latency does. */
export function describeOpenLoads(rankings: readonly Ranking[]): string[] {
  return rankings.flatMap(({ cells }) => {
    const { load } = cells[0];
    if (load.kind !== 'open') return [];
    const keptUp = cells.filter(({ throughput }) => throughput.mean >= LEAST_DONE * load.ratePerSecond);
    const behind = cells.filter((cell) => !keptUp.includes(cell));
    const arrivals = `at ${exact(load.ratePerSecond)}/s of ${workloadLabel(cells[0])}`;
    return `${arrivals} ${[describeKeptUp(keptUp), describeBehind(behind)].filter(Boolean).join(' and ')}${suspicion(cells)}`;
  });
}

function describeKeptUp(cells: readonly MeasuredCell[]): string {
  if (cells.length === 0) return 'nothing kept up';
  const [quickest] = cells
    .filter(({ latencyMs }) => latencyMs !== null)
    .sort((a, b) => a.latencyMs!.p95 - b.latencyMs!.p95);
  const p95 = quickest ? ` (lowest p95: ${shapeInWords(quickest)}, ${duration(quickest.latencyMs!.p95)})` : '';
  return `${settings(cells)} kept up${p95}`;
}

function describeBehind(cells: readonly MeasuredCell[]): string {
  const shown = cells.slice(0, 3).map((cell) => `${shapeInWords(cell)} did ${rate(cell.throughput.mean)}`);
  return listed(cells.length > 3 ? [...shown, `${exact(cells.length - 3)} more did less`] : shown);
}
