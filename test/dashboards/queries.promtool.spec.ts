import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { panelQueries } from '@fleetlab/dashboards/replay';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { shippedDashboards } from './house-rules/shipped.js';
import { someValues } from './house-rules/variable-rules.js';

/** Has Prometheus itself read queries, types and functions included; recording rules are how promtool takes them. */
async function check(exprs: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'queries-'));
  try {
    const file = join(folder, 'rules.yaml');
    const rules = exprs.map((expr, i) => ({ record: `query:${i}`, expr }));
    writeFileSync(file, stringify({ groups: [{ name: 'queries', rules }] }));
    const { stdout } = await promisify(execFile)('promtool', ['check', 'rules', file]);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('Prometheus', () => {
  it.each(Object.values(shippedDashboards()))('takes every query of $title', async (dashboard) => {
    const queries = panelQueries(dashboard, someValues(dashboard));
    expect(await check(queries.map(({ expr }) => expr))).toContain(`${queries.length} rules found`);
  });

  it('refuses what has the wrong type', async () => {
    await expect(check(['rate(fleetlab_run_waiting)'])).rejects.toThrow('expected type range vector');
  });
});
