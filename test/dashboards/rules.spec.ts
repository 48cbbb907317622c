import type { Family } from '@fleetlab/dashboards/families';
import { alerts, recordings } from '@fleetlab/dashboards/rules';
import { describe, expect, it } from '@jest/globals';
import { faultsOfQuery } from './house-rules/query-rules.js';

/** What a recording rule leaves of the labels: those that it groups by, except for the buckets' bounds. */
const recorded: Record<string, Family> = Object.fromEntries(
  recordings.map(({ record, expr }) => {
    const labels = /by \(([^)]*)\)/.exec(expr)?.[1]?.split(', ') ?? [];
    return [record, { labels: labels.filter((label) => label !== 'le') }];
  }),
);

describe('the rules', () => {
  it.each(recordings)('$record asks for what services export', ({ expr }) => {
    expect(faultsOfQuery(expr, recorded)).toEqual([]);
  });

  it.each(recordings)('$record is named by level, metric and operations', ({ record }) => {
    expect(record).toMatch(/^[a-z]+:[a-z_]+:[a-z0-9_]+$/);
  });

  it.each(alerts)('$alert asks for what services export or rules record', ({ expr }) => {
    expect(faultsOfQuery(expr, recorded)).toEqual([]);
  });
});
