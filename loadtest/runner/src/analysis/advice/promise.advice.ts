import type { Slo } from '../../experiment/experiment.js';
import { duration, rate } from '../../results/figure.js';
import { shapeInWords } from '../../results/label.js';
import type { CellSummary, Percentiles } from '../../results/summary.js';
import { hasSeveralLoads, situation } from '../finding/words.js';
import { boundsOf, brokenBound, promiseInWords, type Bound } from '../promise.js';
import { comparisonKey, isMeasured, type MeasuredCell } from '../series.js';
import { bySize } from '../size.js';

/** The smallest setting whose latency keeps the promise of the experiment, for each work and load. */
export function adviseByPromise(cells: readonly CellSummary[], slo: Slo): string[] {
  const bounds = boundsOf(slo);
  if (bounds.length === 0) return [];
  const measured = cells.filter(isMeasured);
  const severalLoads = hasSeveralLoads(measured);
  return [...Map.groupBy(measured, comparisonKey).values()].map((group) => {
    const where = situation(group[0]!, severalLoads);
    const promise = promiseInWords(slo);
    const [choice] = group.filter((cell) => keeps(cell, bounds)).sort(bySize);
    if (!choice) return `For ${where}, no setting that was tried keeps ${promise}.`;
    return `For ${where}, the smallest setting that keeps ${promise} is ${shapeInWords(choice)} (${achieved(choice, bounds)}).`;
  });
}

function keeps({ latencyMs }: CellSummary, bounds: readonly Bound[]): boolean {
  return latencyMs !== null && !brokenBound(latencyMs, bounds);
}

function achieved({ latencyMs, throughput }: MeasuredCell, bounds: readonly Bound[]): string {
  const latencies = bounds.map(({ percentile }) => `${percentile} ${duration((latencyMs as Percentiles)[percentile])}`);
  return [...latencies, rate(throughput.mean)].join(', ');
}
