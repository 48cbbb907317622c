import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOOP_SAMPLING_SECONDS } from '@fleetlab/dashboards/config';
import type { Family } from '@fleetlab/dashboards/families';
import { alerts, recordings } from '@fleetlab/dashboards/rules';
import { describe, expect, it } from '@jest/globals';
import { faultsOfQuery } from './house-rules/query-rules.js';
import { root } from './house-rules/shipped.js';

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

describe('the lag of an event loop', () => {
  it('is counted from what the kit takes as the least', () => {
    const source = readFileSync(join(root, 'services/shared/kit/src/metrics/registry.ts'), 'utf8');
    expect(/LOOP_SAMPLING_MS = (\d+);/.exec(source)?.[1]).toBe(String(LOOP_SAMPLING_SECONDS * 1000));
  });
});
