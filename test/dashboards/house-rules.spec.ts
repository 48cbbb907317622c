import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DASHBOARDS } from '@fleetlab/dashboards/config';
import { generatedFiles } from '@fleetlab/dashboards/generated-files';
import { panelQueries, panelsOf } from '@fleetlab/dashboards/replay';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import { describe, expect, it } from '@jest/globals';
import { faultsOf } from './house-rules/house-rules.js';
import { root, shippedDashboards } from './house-rules/shipped.js';
import { someValues } from './house-rules/variable-rules.js';

const shipped = shippedDashboards();
const FOLDERS = {
  dashboards: ['dashboards/dist', 'charts/fleetlab/dashboards'],
  rules: ['dashboards/dist/rules', 'charts/fleetlab/rules'],
};

describe('the dashboards', () => {
  it('are those of the design', () => {
    expect(Object.keys(shipped)).toEqual(['compare', 'experiments', 'fleet', 'queue', 'service']);
  });

  it('keep the house rules', () => {
    expect(faultsOf(Object.values(shipped))).toEqual([]);
  });

  it.each(Object.entries(shipped))(
    '%s has the UID that its file name gives, and asks for something',
    (name, dashboard) => {
      expect(dashboard.uid).toBe(`${DASHBOARDS.uidPrefix}${name}`);
      expect(panelQueries(dashboard, someValues(dashboard)).length).toBeGreaterThan(0);
    },
  );

  it.each(Object.values(shipped))('$title leads to the others with the same time and choices', ({ links, tags }) => {
    expect(tags).toEqual([DASHBOARDS.tag]);
    expect(links).toEqual([expect.objectContaining({ tags, includeVars: true, keepTime: true })]);
  });

  it.each(Object.values(shipped))('$title asks for the traces of all quantiles and heat maps', (dashboard) => {
    const targets = (dashboard.panels ?? []).flatMap((panel) => ('targets' in panel ? panel.targets : []));
    const overBuckets = targets.filter((target) => JSON.stringify(target).includes('_bucket{'));
    expect(overBuckets.filter((target) => !('exemplar' in target! && target.exemplar))).toEqual([]);
  });
});

describe('Experiments', () => {
  it('names in its legend all by which series differ', () => {
    const targets = panelsOf(shipped.experiments!).flatMap(({ targets = [] }) => targets as Dataquery[]);
    const drawn = targets.filter(({ range }) => range);
    expect(drawn.length).toBeGreaterThan(0);
    for (const { expr, legendFormat = '' } of drawn) {
      const labels = /by \(([^)]*)\)/.exec(expr)![1]!.split(', ');
      expect([legendFormat, labels.filter((label) => !legendFormat.includes(`{{${label}}}`))]).toEqual([
        legendFormat,
        [],
      ]);
    }
  });
});

describe('slots', () => {
  it('are drawn as a bound wherever they are drawn', () => {
    const named = Object.values(shipped)
      .flatMap(panelsOf)
      .flatMap((panel) =>
        ((panel.targets ?? []) as Dataquery[])
          .filter(({ range, legendFormat }) => range && /\bslots\b/.test(legendFormat ?? ''))
          .map(({ legendFormat }) => [legendFormat!.replaceAll(/\{\{\w+\}\}/g, 'threaded'), dashedIn(panel)] as const),
      );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(([name, dashed]) => !dashed.some((pattern) => pattern.test(name)))).toEqual([]);
  });
});

/** What of the series of a panel has a dashed line. */
function dashedIn({ fieldConfig }: Panel): RegExp[] {
  return (fieldConfig?.overrides ?? [])
    .filter(({ properties }) => properties.some(({ id }) => id === 'custom.lineStyle'))
    .map(({ matcher }) => new RegExp((matcher.options as string).slice(1, -1)));
}

describe('the generated files', () => {
  it.each(generatedFiles())('$name is current, and so is its copy in the chart', ({ kind, name, text }) => {
    const found = FOLDERS[kind].map((folder) => readFileSync(join(root, folder, name), 'utf8'));
    expect(found).toEqual([text, text]);
  });

  it.each(Object.entries(FOLDERS))('are all the %s that the folders have', (kind, folders) => {
    const names = generatedFiles()
      .filter((file) => file.kind === kind)
      .map(({ name }) => name)
      .sort();
    const found = folders.map((folder) => readdirSync(join(root, folder)).filter((name) => /\./.test(name)));
    expect(found.map((files) => files.sort())).toEqual([names, names]);
  });
});
