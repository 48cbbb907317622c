import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { panelQueries, type PanelQuery, type VariableValues } from '@fleetlab/dashboards/replay';
import { root } from '../config.js';
import type { ObservedFleet } from './observed-fleet.js';

const FOLDER = join(root, 'dashboards/dist');
const STEP_S = 5;
/** Four scrapes, as Grafana has it. */
const RATE_INTERVAL = '20s';

export interface Shown {
  readonly query: PanelQuery;
  /** Of each series the labels, and the greatest finite value that a panel would have drawn; series without any are left out. */
  readonly series: readonly { readonly labels: Readonly<Record<string, string>>; readonly greatest: number }[];
}

type Dashboard = Parameters<typeof panelQueries>[0];

/** A dashboard as it is shipped. */
export function readDashboard(name: string): Dashboard {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Dashboard;
}

export function dashboardNames(): string[] {
  return readdirSync(FOLDER).flatMap((file) => /^(\w+)\.json$/.exec(file)?.[1] ?? []);
}

/** What every panel of a dashboard shows of the time since the fleet was installed. */
export async function showAll(fleet: ObservedFleet, name: string, values: VariableValues = {}): Promise<Shown[]> {
  const to = Math.floor(Date.now() / 1000);
  const own = { __range: `${Math.ceil(to - fleet.since)}s`, __rate_interval: RATE_INTERVAL, __interval: `${STEP_S}s` };
  const { name: release, namespace } = fleet.release;
  const all = { namespace, release, workload: '.*', experiment: '.*', run: '.*', ...own, ...values };
  const shown: Shown[] = [];
  for (const query of panelQueries(readDashboard(name), all)) {
    const found = query.instant
      ? (await fleet.prometheus.query(query.expr, to)).map(({ metric, value }) => ({ metric, values: [value] }))
      : await fleet.prometheus.range(query.expr, { from: fleet.since, to, stepS: STEP_S });
    const series = found.map(({ metric, values: drawn }) => ({
      labels: metric,
      greatest: Math.max(...drawn.filter(Number.isFinite)),
    }));
    shown.push({ query, series: series.filter(({ greatest }) => greatest > -Infinity) });
  }
  return shown;
}

export function describeQuery({ query: { dashboard, panel, refId, expr } }: Shown): string {
  return `${dashboard} · ${panel} · ${refId}: ${expr}`;
}
