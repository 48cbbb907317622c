import { count, exact, listed, rate, ratio, span } from '../../results/figure.js';
import { loadLabel, seriesLabel, workloadLabel } from '../../results/label.js';
import type { Scaling, ScalingPoint } from '../../results/scaling.js';
import { comparisonKey } from '../series.js';
import { because, cameUpAgainst } from './limit-in-words.js';

/** Two sizes are a comparison; from the third on there is a curve. */
const LEAST_SIZES = 3;

/** How far more of the same paid, and what ended it: one sentence for all series of a work and load that came out alike. */
export function describeScaling(scalings: readonly Scaling[]): string[] {
  const severalLoads = new Set(scalings.map(({ load }) => JSON.stringify(load))).size > 1;
  return sweptGroups(scalings).flatMap((group) => {
    const where = severalLoads ? `${workloadLabel(group[0])} (${loadLabel(group[0].load)})` : workloadLabel(group[0]);
    const alike = Map.groupBy(group, ({ curve: { over, points }, stop, hasGrown, limit }) =>
      JSON.stringify([over, hasGrown, stop ?? points.at(-1)!.size, limit?.by, points[0].size]),
    );
    return [...alike.values()].map((each) => `For ${where}, ${describe(each as [Scaling, ...Scaling[]])}.`);
  });
}

/** The series of each work and load in which a factor was swept: one of them has a curve. */
export function sweptGroups(scalings: readonly Scaling[]): (readonly [Scaling, ...Scaling[]])[] {
  const groups = [...Map.groupBy(scalings, comparisonKey).values()] as [Scaling, ...Scaling[]][];
  return groups.filter((group) => group.some(({ curve }) => curve.points.length >= LEAST_SIZES));
}

const NOUNS = {
  slots: { one: 'slot', many: 'slots' },
  processes: { one: 'process', many: 'processes' },
} as const;

function describe(group: readonly [Scaling, ...Scaling[]]): string {
  const [{ stop }] = group;
  const unknown = group.flatMap(({ unknownBeyond }) => unknownBeyond).length;
  const leftOut = unknown > 0 ? ` (${count(unknown, 'larger setting')} left out as invalid: see why)` : '';
  return (stop ? describeStop(group, stop) : describeGrowth(group)) + leftOut;
}

function describeStop(group: readonly [Scaling, ...Scaling[]], stop: NonNullable<Scaling['stop']>): string {
  const [{ limit, curve }] = group;
  const isAtCores = limit?.by === 'cores' && limit.cores === stop.size;
  const beyond = isAtCores ? `the ${count(stop.size, 'core')}` : exact(stop.size);
  return (
    `${NOUNS[curve.over].many} beyond ${beyond} stopped paying with ${names(group)}: ${rates(group, stop.size)} at ${exact(stop.size)} and ` +
    `${rates(group, stop.next)} at ${exact(stop.next)}, ${perUnit(group, stop.next)}${because(limitsOf(group))}` +
    doubt(group, [stop.size, stop.next])
  );
}

function describeGrowth(group: readonly [Scaling, ...Scaling[]]): string {
  const [{ curve, hasGrown }] = group;
  const [fewest, most] = [curve.points[0].size, curve.points.at(-1)!.size];
  const { many } = NOUNS[curve.over];
  const claim = hasGrown
    ? `throughput grew up to ${exact(most)} ${many}, the most tried, with ${names(group)}: ${rates(group, most)}`
    : `the trials show no growth from ${exact(fewest)} to ${exact(most)} ${many} with ${names(group)}: ` +
      `${rates(group, fewest)} and ${rates(group, most)}`;
  return `${claim}, ${perUnit(group, most)}${cameUpAgainst(limitsOf(group))}${doubt(group, [fewest, most])}`;
}

function limitsOf(group: readonly Scaling[]): Scaling['limit'][] {
  return group.map(({ limit }) => limit);
}

/** The claim of a straight line never goes without what is left of it. */
function perUnit(group: readonly Scaling[], size: number): string {
  const { one } = NOUNS[group[0]!.curve.over];
  const fewest = group[0]!.curve.points[0].size;
  const each = at(group, size).map((point) => point.perUnit.mean);
  const left = at(group, size).map(({ efficiency }) => efficiency);
  return `that is ${span(each, rate)} a ${one} (${span(left, ratio)} of what one did at ${exact(fewest)})`;
}

/** A claim that rests on suspect cells says so itself. */
function doubt(group: readonly Scaling[], sizes: readonly number[]): string {
  const suspect = sizes.flatMap((size) => at(group, size)).filter(({ verdict }) => verdict === 'suspect');
  return suspect.length === 0 ? '' : `; this rests on ${count(suspect.length, 'suspect cell')} (see why)`;
}

function rates(group: readonly Scaling[], size: number): string {
  return span(
    at(group, size).map(({ throughput }) => throughput.mean),
    rate,
  );
}

function at(group: readonly Scaling[], size: number): ScalingPoint[] {
  return group.flatMap(({ curve }) => curve.points.find((point) => point.size === size) ?? []);
}

function names(group: readonly Scaling[]): string {
  return listed(group.map(seriesLabel));
}
