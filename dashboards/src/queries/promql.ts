import { COMPONENTS } from '../config.js';

/** For families that not only fleetlab exports, such as Node's. */
export const OF_FLEETLAB = `component=~"${COMPONENTS.join('|')}"`;

/** Whose series a query is about, and how far back its rates look. */
export interface Scope {
  /** What every selector begins with. */
  readonly matchers: readonly string[];
  readonly rateRange: string;
  /** Labels that are kept besides those that a query groups by. */
  readonly labels: readonly string[];
}

/** What the variables of a dashboard choose, all added up. Grafana knows a range that is long enough for a rate. */
export const CHOSEN: Scope = {
  matchers: ['namespace=~"$namespace"', 'release=~"$release"'],
  rateRange: '$__rate_interval',
  labels: [],
};

/** For rules, which know of no choice: each release by itself. */
export const EACH_RELEASE: Scope = { matchers: [], rateRange: '5m', labels: ['namespace', 'release'] };

/** Words of the language, over a scope. */
export function promql(scope: Scope) {
  const select = (metric: string, ...matchers: string[]) => {
    const all = [...scope.matchers, ...matchers];
    return all.length === 0 ? metric : `${metric}{${all.join(',')}}`;
  };
  const by = (labels: string) => [...scope.labels, labels].join(', ');
  const rate = (selector: string) => `rate(${selector}[${scope.rateRange}])`;
  const sumBy = (labels: string, vector: string) => `sum by (${by(labels)}) (${vector})`;
  const maxBy = (labels: string, vector: string) => `max by (${by(labels)}) (${vector})`;
  const perSecond = (counter: string, labels: string, ...matchers: string[]) =>
    sumBy(labels, rate(select(counter, ...matchers)));
  return {
    select,
    rate,
    sumBy,
    maxBy,
    perSecond,
    /** How often a histogram observed something per second. */
    countPerSecond: (histogram: string, labels: string, ...matchers: string[]) =>
      perSecond(`${histogram}_count`, labels, ...matchers),
    /** Over the buckets of all series that share these labels, per second, so that it follows the load. */
    quantile: (q: number, histogram: string, labels: string, ...matchers: string[]) =>
      `histogram_quantile(${q}, ${perSecond(`${histogram}_bucket`, `le, ${labels}`, ...matchers)})`,
    /** The mean of what a histogram has observed. */
    mean: (histogram: string, labels: string, ...matchers: string[]) =>
      `${perSecond(`${histogram}_sum`, labels, ...matchers)} / ${perSecond(`${histogram}_count`, labels, ...matchers)}`,
  };
}

export const { select: inFleet, rate, sumBy, maxBy, countPerSecond, quantile } = promql(CHOSEN);

/** 0 where something can happen and has not yet: a counter has no series before its first time. */
export function orZero(vector: string, whereverThereIs: string): string {
  return `${vector} or 0 * ${whereverThereIs}`;
}
