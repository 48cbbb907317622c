import { exact, exactDuration, listed, percent } from '../../results/figure.js';
import { shapeInWords, workloadLabel } from '../../results/label.js';
import { isBrokenForGood, keptAgain, lost, podSeconds } from '../../results/recovery-figures.js';
import type { RecoverySummary } from '../../results/recovery.js';
import type { CellSummary } from '../../results/summary.js';
import { average } from '../estimate.js';
import { comparisonKey } from '../series.js';
import { isSuspect } from './words.js';

type StepCell = CellSummary & { readonly recovery: RecoverySummary };

/** When each setting kept its promise again after the rate rose, what that cost in pods, and what an autoscaler saved. */
export function describeSteps(cells: readonly CellSummary[]): string[] {
  const usable = cells.filter(
    (cell): cell is StepCell => cell.verdict !== 'invalid' && (cell.recovery?.perTrial.length ?? 0) > 0,
  );
  return [...Map.groupBy(usable, comparisonKey).values()].map((group) => {
    const sorted = group.toSorted((a, b) => keptAgainAt(a) - keptAgainAt(b));
    const remarks = [...savings(sorted), sorted.some(losesAny) ? '' : 'no request was lost'].filter(Boolean);
    return `${situation(sorted[0]!)} ${[listed(sorted.map(describe)), ...remarks].join('; ')}`;
  });
}

function situation(cell: StepCell): string {
  const { load, recovery } = cell;
  if (load.kind !== 'step') throw new Error(`${cell.id} has a recovery and is no step.`);
  const { before, during } = load;
  return (
    `when ${exact(before.ratePerSecond)}/s of ${workloadLabel(cell)} rose to ${exact(during.ratePerSecond)}/s for ` +
    `${exactDuration(during.forMs)}, p95 under ${exactDuration(recovery.promisedP95Ms)} was`
  );
}

function describe(cell: StepCell): string {
  const { recovery } = cell;
  const doubt = isSuspect(cell) ? ' (suspect)' : '';
  const costs = [
    meanPodSeconds(cell) === null ? '' : `${podSeconds(recovery)} pod-seconds`,
    losesAny(cell) ? `${lost(recovery)} requests lost` : '',
  ].filter(Boolean);
  const price = costs.length === 0 ? '' : ` at ${listed(costs)}`;
  return `${whatHappened(recovery)} with ${shapeInWords(cell)}${doubt}${price}`;
}

function whatHappened(recovery: RecoverySummary): string {
  const { perTrial } = recovery;
  if (perTrial.every(({ brokenAtS }) => brokenAtS === null)) return 'never broken';
  if (perTrial.some(isBrokenForGood)) return 'broken and not kept again';
  const late = perTrial.every(({ keptUnderLoad }) => !keptUnderLoad) ? ', once the rate had fallen,' : '';
  return `kept again after ${keptAgain(recovery)}${late}`;
}

function losesAny({ recovery: { perTrial } }: StepCell): boolean {
  return perTrial.some((trial) => trial.lost > 0);
}

/** An autoscaler is set against as many fixed replicas as it may have at most. */
function savings(group: readonly StepCell[]): string[] {
  return group.flatMap((cell) => {
    const fixed = group.find((other) => isFixedAtMost(other, cell));
    const [used, full] = [meanPodSeconds(cell), fixed ? meanPodSeconds(fixed) : null];
    if (!cell.autoscale || used === null || !full) return [];
    const most = `${exact(cell.autoscale.maxReplicas)} fixed replicas`;
    return [`the autoscaler took ${percent(used / full)} of the pod-seconds of ${most}`];
  });
}

function isFixedAtMost(other: StepCell, { autoscale, ...cell }: StepCell): boolean {
  const sameBeside = (['model', 'via', 'workers', 'threads', 'cpuMillis'] as const).every(
    (factor) => other[factor] === cell[factor],
  );
  return sameBeside && !other.autoscale && other.replicas === autoscale?.maxReplicas;
}

function meanPodSeconds({ recovery }: StepCell): number | null {
  const known = recovery.perTrial.map((trial) => trial.podSeconds).filter((seconds) => seconds !== null);
  return known.length === 0 ? null : average(known);
}

/** For sorting: never broken first, not kept again last. */
function keptAgainAt({ recovery: { perTrial } }: StepCell): number {
  return average(
    perTrial.map((trial) => (isBrokenForGood(trial) ? Number.MAX_SAFE_INTEGER : (trial.keptAgainAtS ?? 0))),
  );
}
