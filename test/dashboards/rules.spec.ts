import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOOP_SAMPLING_SECONDS } from '@fleetlab/dashboards/config';
import type { Family } from '@fleetlab/dashboards/families';
import { panelsOf } from '@fleetlab/dashboards/replay';
import { alerts, recordings } from '@fleetlab/dashboards/rules';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import { describe, expect, it } from '@jest/globals';
import { faultsOfQuery } from './house-rules/query-rules.js';
import { root, shippedDashboards } from './house-rules/shipped.js';

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

/** Panels that draw the limit of an alert, and the rule that it is the limit of. */
const WATCHED = {
  Errors: 'component:http_server_requests_failed:ratio_rate5m',
  Latency: 'model:fleetlab_response_duration_seconds:p95_rate5m',
  Rejected: 'model:fleetlab_run_rejected:rate5m',
  'CPU throttling': 'pod:fleetlab_cpu_throttled_periods:ratio_rate5m',
  'Age of the oldest job': 'queue:fleetlab_queue_oldest_job_age_seconds:max',
  'Event loop lag p99': 'FleetlabEventLoopLagging',
};

describe('a limit in a panel', () => {
  const rules = new Map([
    ...recordings.map(({ record, expr }) => [record, expr] as const),
    ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ]);
  const panels = Object.values(shippedDashboards()).flatMap(panelsOf);

  it.each(Object.entries(WATCHED))('%s is of the very quantity that is watched', (title, rule) => {
    const drawn = panels
      .filter((panel) => panel.title === title)
      .map(({ targets = [] }) => (targets as Dataquery[]).map(({ expr }) => quantityOf(expr)));
    const watched = quantityOf(rules.get(rule)!);
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.filter((quantities) => !quantities.some((quantity) => watched.includes(quantity)))).toEqual([]);
  });
});

/** An expression without what says whose series it is about and over how long. */
function quantityOf(expr: string): string {
  return expr
    .replaceAll(/(namespace|release|component|model)(=~|!~|=|!=)"[^"]*",?/g, '')
    .replaceAll('{}', '')
    .replaceAll(/,}/g, '}')
    .replaceAll('namespace, release, ', '')
    .replaceAll(/\[(\$__rate_interval|5m)\]/g, '[]');
}
