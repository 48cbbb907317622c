import { FAMILIES } from '@fleetlab/dashboards/families';
import { panelsOf } from '@fleetlab/dashboards/replay';
import type { Dashboard, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import { describe, expect, it } from '@jest/globals';
import { faultsOf } from './house-rules/house-rules.js';
import { faultsOfQuery } from './house-rules/query-rules.js';
import { shippedDashboards } from './house-rules/shipped.js';

/** The shipped Compare with something done to it: the house rules must see it. */
function broken(breakIt: (dashboard: Dashboard, panel: Panel, query: Dataquery) => void): string[] {
  const { compare } = shippedDashboards();
  const panel = panelsOf(compare!).find(({ title }) => title === 'Throughput')!;
  breakIt(compare!, panel, panel.targets![0] as Dataquery);
  return faultsOf([compare!]);
}

const replaced = (a: string, b: string) =>
  broken((_, __, query) => {
    query.expr = query.expr.replaceAll(a, b);
  });

describe('a dashboard that is broken', () => {
  it('is found out by a metric that was renamed', () => {
    expect(replaced('fleetlab_response_duration', 'fleetlab_reply_duration')).toEqual([
      'fleetlab / Compare: Throughput A: no service exports fleetlab_reply_duration_seconds_count',
    ]);
  });

  it('is found out by a query on what no service exports', () => {
    expect(replaced('fleetlab_response_duration_seconds_count', 'container_cpu_usage_seconds_total')).toContain(
      'fleetlab / Compare: Throughput A: no service exports container_cpu_usage_seconds_total',
    );
  });

  it('is found out by a histogram that is asked for as if it were a gauge', () => {
    expect(replaced('_seconds_count', '_seconds')).toContain(
      'fleetlab / Compare: Throughput A: no service exports fleetlab_response_duration_seconds',
    );
  });

  it('is found out by an unknown variable, and by one that nothing uses', () => {
    expect(replaced('$workload', '$work')).toEqual(['fleetlab / Compare: $work is not defined']);
    const unused = broken(({ templating }) => templating.list!.push({ ...templating.list![1]!, name: 'pod' }));
    expect(unused).toEqual(['fleetlab / Compare: $pod is not used']);
  });

  it('is found out by a label that the metric does not have', () => {
    expect(replaced('workload=~', 'outcome=~')).toEqual([
      'fleetlab / Compare: Throughput A: fleetlab_response_duration_seconds_count has no outcome',
    ]);
    expect(replaced('by (model)', 'by (queue)')).toEqual([
      'fleetlab / Compare: Throughput A: fleetlab_response_duration_seconds_count has no queue to group by',
    ]);
  });

  it('is found out by a default that hides a gap, and by what is no PromQL', () => {
    expect(faultsOfQuery('sum(fleetlab_run_waiting) or vector(0)')).toEqual([
      'vector() would show a value where there is none',
    ]);
    expect(faultsOfQuery('sum(fleetlab_run_waiting')).not.toEqual([]);
  });

  it("is found out by somebody else's processes", () => {
    expect(faultsOfQuery('sum(process_resident_memory_bytes)')).toEqual([
      "process_resident_memory_bytes is not only fleetlab's: select a component",
    ]);
  });

  it('is found out by a UID and a title that another has', () => {
    const { compare, fleet } = shippedDashboards();
    expect(faultsOf([compare!, { ...fleet!, uid: compare!.uid! }])).toEqual([
      'two dashboards have the UID fleetlab-compare',
    ]);
    expect(faultsOf([compare!, { ...fleet!, title: compare!.title! }])).toEqual([
      'two dashboards are called fleetlab / Compare',
    ]);
  });

  it('is found out by a panel without a unit, without a description, or with a data source of its own', () => {
    const missing = broken((_, panel) => {
      delete panel.fieldConfig!.defaults.unit;
      delete panel.description;
      panel.datasource = { type: 'prometheus', uid: 'prometheus' };
    });
    expect(missing).toEqual([
      'fleetlab / Compare: Throughput: it has no description',
      'fleetlab / Compare: Throughput: its unit is not given',
      'fleetlab / Compare: Throughput: its data source is not the one that the reader chooses',
    ]);
  });

  it('is found out by panels with one id, with one title, and one above another', () => {
    const copied = broken((dashboard, panel) => dashboard.panels!.push(structuredClone(panel)));
    expect(copied).toEqual([
      expect.stringMatching(/two panels have the id \d+$/),
      'fleetlab / Compare: two panels are called Throughput',
      'fleetlab / Compare: Throughput and Throughput overlap',
    ]);
  });

  it('is found out by a panel that leaves the grid', () => {
    const outside = broken((_, panel) => {
      panel.gridPos!.x = 20;
      panel.gridPos!.y = 1000;
    });
    expect(outside).toEqual(['fleetlab / Compare: Throughput leaves the grid']);
  });
});

describe('the list of families', () => {
  it('has none that no panel asks for', () => {
    const text = JSON.stringify(shippedDashboards());
    expect(Object.keys(FAMILIES).filter((family) => !text.includes(family))).toEqual([]);
  });
});
