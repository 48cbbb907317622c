import { COMPONENTS } from '../config.js';

/** Long enough for a rate whatever the scrape interval; Grafana knows both. */
const RATE_RANGE = '$__rate_interval';

/** What a query selects of the fleet that the dashboard's variables choose. */
export function inFleet(metric: string, ...matchers: string[]): string {
  return `${metric}{${['namespace=~"$namespace"', 'release=~"$release"', ...matchers].join(',')}}`;
}

/** For families that not only fleetlab exports, such as Node's. */
export const OF_FLEETLAB = `component=~"${COMPONENTS.join('|')}"`;

export function rate(selector: string): string {
  return `rate(${selector}[${RATE_RANGE}])`;
}

export function sumBy(labels: string, vector: string): string {
  return `sum by (${labels}) (${vector})`;
}

export function maxBy(labels: string, vector: string): string {
  return `max by (${labels}) (${vector})`;
}

/** A quantile over the buckets of all series that share these labels, per second, so that it follows the load. */
export function quantile(q: number, histogram: string, labels: string, ...matchers: string[]): string {
  return `histogram_quantile(${q}, ${sumBy(`le, ${labels}`, rate(inFleet(`${histogram}_bucket`, ...matchers)))})`;
}

/** The mean of what a histogram has observed. */
export function mean(histogram: string, labels: string, ...matchers: string[]): string {
  const total = (part: string) => sumBy(labels, rate(inFleet(`${histogram}_${part}`, ...matchers)));
  return `${total('sum')} / ${total('count')}`;
}

/** How often something was observed per second. */
export function countPerSecond(histogram: string, labels: string, ...matchers: string[]): string {
  return sumBy(labels, rate(inFleet(`${histogram}_count`, ...matchers)));
}

/** 0 where something can happen and has not yet: a counter has no series before its first time. */
export function orZero(vector: string, whereverThereIs: string): string {
  return `${vector} or 0 * ${whereverThereIs}`;
}
