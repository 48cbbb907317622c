import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { chart, render } from './support/helm.js';
import type { RuleGroup } from './support/prometheus-operator.js';

const bundled = { prometheus: { enabled: true }, grafana: { enabled: true } };
const on = { prometheusRule: { enabled: true }, dashboards: { enabled: true }, bundled };

const DASHBOARD = '{ "title": "Compare", "legend": "{{model}}" }\n';
const RULES = `groups:
  - name: fleetlab
    rules:
      - alert: PodIsDown
        expr: up{namespace="a"} == 0
        for: 5m
        annotations: { summary: 'Pod {{ $labels.pod }} is down for {{ $value | humanizeDuration }}.' }
`;
const groupsIn = (yaml: string) => (parse(yaml) as { groups: RuleGroup[] }).groups;

/** A copy of the chart that has a dashboard and two files of rules, whatever the chart itself has. */
let copy: string;

beforeAll(() => {
  copy = join(mkdtempSync(join(tmpdir(), 'fleetlab-chart-')), 'fleetlab');
  cpSync(chart, copy, { recursive: true });
  for (const folder of ['dashboards', 'rules']) {
    rmSync(join(copy, folder), { recursive: true, force: true });
    mkdirSync(join(copy, folder));
  }
  writeFileSync(join(copy, 'dashboards/compare.json'), DASHBOARD);
  writeFileSync(join(copy, 'rules/alerts.yaml'), RULES);
  writeFileSync(join(copy, 'rules/recording.yaml'), RULES.replace('fleetlab', 'recording'));
});
afterAll(() => rmSync(join(copy, '..'), { recursive: true }));

describe('the files of the chart', () => {
  const files = (pattern: string) => globSync(pattern, { cwd: chart }).sort();
  const manifest = render({ values: { monitoring: on } });

  it('are shown each by its own ConfigMap, as they are', () => {
    const maps = manifest.all('ConfigMap').filter(({ metadata }) => metadata!.labels!.grafana_dashboard === '1');
    const shown = maps.map(({ data }) => data);
    const dashboards = files('dashboards/*.json');
    expect(shown).toEqual(dashboards.map((file) => ({ [basename(file)]: readFileSync(join(chart, file), 'utf8') })));
  });

  it('are all rules for the operator', () => {
    const groups = files('rules/*.yaml').flatMap((file) => groupsIn(readFileSync(join(chart, file), 'utf8')));
    expect(manifest.all('PrometheusRule').flatMap(({ spec }) => spec.groups)).toEqual(groups);
  });
});

describe('a dashboard and rules with templates of their own', () => {
  const rendered = (monitoring: object = on) => render({ from: copy, values: { monitoring } });

  it('come to the operator unchanged, in the order of their files', () => {
    const { spec } = rendered().one('PrometheusRule', 'lab-fleetlab');
    expect(spec.groups).toEqual([...groupsIn(RULES), ...groupsIn(RULES.replace('fleetlab', 'recording'))]);
  });

  it('come to the bundled Prometheus and Grafana unchanged', () => {
    const manifest = rendered();
    expect(manifest.one('ConfigMap', 'lab-fleetlab-prometheus').data!['alerts.yaml']).toBe(RULES);
    expect(manifest.one('ConfigMap', 'lab-fleetlab-grafana-dashboards').data).toEqual({ 'compare.json': DASHBOARD });
    const config = manifest.pod('prometheus').spec.volumes!.find(({ name }) => name === 'config')!.configMap!;
    expect(config.items!.map(({ path }) => path)).toEqual([
      'prometheus.yaml',
      'rules/alerts.yaml',
      'rules/recording.yaml',
    ]);
    expect(manifest.env('grafana').GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH).toBe(
      '/etc/grafana/dashboards/compare.json',
    );
  });

  it('have the labels, annotations and namespaces that the monitoring of the cluster wants', () => {
    const manifest = rendered({
      prometheusRule: { enabled: true, labels: { release: 'prometheus' }, namespace: 'monitoring' },
      dashboards: { enabled: true, annotations: { note: 'a' }, namespace: 'monitoring', folder: 'Lab' },
    });
    const { metadata } = manifest.one('ConfigMap', 'lab-fleetlab-dashboard-compare');
    expect(metadata).toMatchObject({
      namespace: 'monitoring',
      labels: { grafana_dashboard: '1' },
      annotations: { note: 'a', grafana_folder: 'Lab' },
    });
    expect(manifest.one('PrometheusRule', 'lab-fleetlab').metadata).toMatchObject({
      namespace: 'monitoring',
      labels: { release: 'prometheus' },
    });
  });

  it('leave the folder to Grafana where none is said', () => {
    const { metadata } = rendered({ dashboards: { enabled: true, folder: '' } }).one(
      'ConfigMap',
      'lab-fleetlab-dashboard-compare',
    );
    expect(metadata!.annotations).toBeUndefined();
  });

  it('name the file that is no YAML', () => {
    const broken = join(copy, 'rules/broken.yaml');
    writeFileSync(broken, 'groups: [');
    expect(() => render({ from: copy, values: { monitoring: on, nameOverride: 'broken' } })).toThrow(
      'rules/broken.yaml',
    );
    rmSync(broken);
  });
});

describe('a chart without dashboards and rules', () => {
  it('still renders', () => {
    for (const folder of ['dashboards', 'rules']) rmSync(join(copy, folder), { recursive: true });
    const manifest = render({ from: copy, values: { monitoring: on, nameOverride: 'none' } });
    expect(manifest.names('PrometheusRule')).toEqual([]);
    expect(manifest.one('ConfigMap', 'lab-none-grafana-dashboards').data).toEqual({});
    expect(manifest.env('grafana').GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH).toBeUndefined();
  });
});
