import { exact, count, listed, rate, ratio, span } from '../../results/figure.js';
import { seriesLabel, shapeInWords } from '../../results/label.js';
import type { CellSummary } from '../../results/summary.js';
import { hasSeveralLoads, situation } from '../finding/words.js';
import { fitLine } from '../fit.js';
import { findKnee, type Knee } from '../knee.js';
import { curveThrough } from '../scaling/curve.js';
import { fillsCores } from '../scaling/limit.js';
import { because } from '../scaling/limit-in-words.js';
import { onePerSize } from '../scaling/sizes.js';
import { groupSeries, isMeasured, slotsSetUp, type MeasuredCell, type Series } from '../series.js';

/** A slot that does less than this of what the first ones did is not said to pay: what lies between may be suspect, and left out here. */
const LEAST_SHARE_LEFT = 0.5;

type Where = (cell: CellSummary) => string;

/** Where more slots stopped paying, and where they had not yet. */
export function adviseSlots(cells: readonly CellSummary[], cores: number): string[] {
  const steady = cells.filter(isMeasured);
  const severalLoads = hasSeveralLoads(steady);
  const where: Where = (cell) => situation(cell, severalLoads);
  const scaled = groupSeries(steady).filter((series) => slotCounts(series).length > 1);
  const knees = scaled.map((series) => findKnee(series, cores)).filter((knee) => knee !== null);
  const others = scaled.filter((series) => !findKnee(series, cores));
  return [
    ...describeCoreKnees(
      knees.filter((knee) => isAtCores(knee, cores)),
      where,
      cores,
    ),
    ...knees.filter((knee) => !isAtCores(knee, cores)).map((knee) => describeKnee(knee, where(knee.at))),
    ...describeFull(
      others.map(mostSlots).filter((cell) => fillsCores(cell, cores)),
      where,
      cores,
    ),
    ...describeGrowing(
      others.filter((series) => !fillsCores(mostSlots(series), cores) && shareLeft(series) >= LEAST_SHARE_LEFT),
      where,
    ),
  ];
}

/** Only work that computes should have no more slots than cores: work that waits may use up the cores with many more. */
function isAtCores({ next, limit }: Knee, cores: number): boolean {
  return limit?.by === 'cores' && next.bound === 'computing' && slotsSetUp(next)! > cores;
}

/** More slots than cores were tried, and fewer did as much. */
function describeCoreKnees(knees: readonly Knee[], where: Where, cores: number): string[] {
  return [...Map.groupBy(knees, ({ at }) => where(at))].map(([situation, group]) => {
    const did = group.map(({ at }) => `${rate(at.throughput.mean)} with ${shapeInWords(at)}`);
    return `For ${situation}, set no more slots than the ${count(cores, 'core')}: ${listed(did)}, and more did no better.`;
  });
}

function describeFull(full: readonly MeasuredCell[], where: Where, cores: number): string[] {
  return [...Map.groupBy(full, where)].map(([situation, cells]) => {
    const did = cells.map((cell) => `${rate(cell.throughput.mean)} with ${shapeInWords(cell)}`);
    return `For ${situation}, ${count(cores, 'core')} can do ${rate(cells[0]!.predictedThroughput!)}, and ${listed(did)} is nearly that: more slots cannot pay.`;
  });
}

function mostSlots(series: Series): MeasuredCell {
  return series.filter(isMeasured).findLast((cell) => slotsSetUp(cell) !== null)!;
}

function describeKnee({ at, next, limit }: Knee, where: string): string {
  return (
    `For ${where}, more than ${shapeInWords(at)} did not pay: ${rate(at.throughput.mean)}, and ` +
    `${rate(next.throughput.mean)} at ${exact(slotsSetUp(next)!)} slots${because([limit])}.`
  );
}

/** Series that go on growing say the same for each work: they are told together. */
function describeGrowing(growing: readonly Series[], where: Where): string[] {
  const bySizes = Map.groupBy(growing, (series) => {
    const counts = slotCounts(series);
    return JSON.stringify([Math.min(...counts), Math.max(...counts)]);
  });
  return [...bySizes.values()].map((group) => {
    const slopes = group.map((series) => fitLine(series)!.perSlot);
    const [least, greatest] = [rate(Math.min(...slopes)), rate(Math.max(...slopes))];
    const most = Math.max(...slotCounts(group[0]!));
    const situations = listed([...new Set(group.map(([cell]) => where(cell)))]);
    const models = listed([...new Set(group.map(([cell]) => seriesLabel(cell)))]);
    const brought = least === greatest ? least : `between ${least} and ${greatest}`;
    return (
      `For ${situations}, slots still paid at ${exact(most)} with ${models}, the most tried: ` +
      `each further slot brought ${brought}${shareOfFewest(group)}.`
    );
  });
}

/** A straight line hides that slots do less the more there are: what is left of each stands beside it. */
function shareOfFewest(group: readonly Series[]): string {
  const { points } = curveOver(group[0]!);
  return `, and a slot did ${span(group.map(shareLeft), ratio)} of what it did at ${exact(points[0].size)}`;
}

function shareLeft(series: Series): number {
  return curveOver(series).points.at(-1)!.efficiency;
}

function curveOver(series: Series) {
  return curveThrough('slots', null, onePerSize(series))!;
}

function slotCounts(series: Series): number[] {
  return [...new Set(series.filter(isMeasured).map(slotsSetUp))].filter((slots) => slots !== null);
}
