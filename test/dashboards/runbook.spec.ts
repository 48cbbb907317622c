import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUNBOOK } from '@fleetlab/dashboards/config';
import { alerts, recordings } from '@fleetlab/dashboards/rules';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { root, shippedDashboards } from './house-rules/shipped.js';
import { titlesOf } from './house-rules/variable-rules.js';

const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
const [, ...sections] = runbook.split(/^## /m);
const headings = sections.map((section) => section.split('\n', 1)[0]!);

describe('the runbook', () => {
  it('has a section for every alert, and none for what is no alert', () => {
    expect(headings.sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  });

  it.each(sections)('says what it means, where to look and what to do: %#', (section) => {
    expect(section).toMatch(/\*\*It means\*\*[^]+\*\*Look\*\*[^]+\*\*Do\*\*/);
  });

  it('names dashboards and panels that are there', () => {
    const titles = Object.values(shippedDashboards()).flatMap((dashboard) => [
      dashboard.title!.replace('fleetlab / ', ''),
      ...titlesOf(dashboard),
    ]);
    const prometheus = ['Status', 'Targets'];
    const named = [...runbook.matchAll(/(?<![\w`])_([^_\n]+)_/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => ![...titles, ...prometheus].includes(name))).toEqual([]);
  });
});

describe('the alerts', () => {
  it.each(alerts)(
    '$alert says how bad it is, what it is, and where to read on',
    ({ alert, labels, annotations, for: wait }) => {
      expect(alert).toMatch(/^Fleetlab[A-Z]/);
      expect(['critical', 'warning']).toContain(labels.severity);
      expect(wait).toMatch(/^\d+m$/);
      expect(annotations.summary).not.toBe('');
      expect(annotations.description).not.toBe('');
      expect(annotations.runbook_url).toBe(`${RUNBOOK}#${alert.toLowerCase()}`);
    },
  );

  it('use every recording rule', () => {
    const exprs = alerts.map(({ expr }) => expr).join('\n');
    expect(recordings.filter(({ record }) => !exprs.includes(record)).map(({ record }) => record)).toEqual([]);
  });

  it('point to the repository that the chart is from', () => {
    const { home } = parse(readFileSync(join(root, 'charts/fleetlab/Chart.yaml'), 'utf8')) as { home: string };
    expect(RUNBOOK).toBe(`${home}/blob/main/docs/runbook.md`);
  });
});
