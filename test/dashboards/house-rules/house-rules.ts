import { annotationQueries, panelQueries } from '@fleetlab/dashboards/replay';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { faultsOfPanels, twice } from './panel-rules.js';
import { faultsOfQuery } from './query-rules.js';
import { faultsOfVariables, labelValuesOf, someValues } from './variable-rules.js';

/** Everything that is wrong with these dashboards, in sentences. */
export function faultsOf(dashboards: readonly Dashboard[]): string[] {
  return [
    ...twice(dashboards.map(({ uid = '' }) => uid)).map((uid) => `two dashboards have the UID ${uid}`),
    ...twice(dashboards.map(({ title = '' }) => title)).map((title) => `two dashboards are called ${title}`),
    ...dashboards.flatMap((dashboard) => faultsOfOne(dashboard).map((fault) => `${dashboard.title}: ${fault}`)),
  ];
}

function faultsOfOne(dashboard: Dashboard): string[] {
  const unknown = faultsOfVariables(dashboard);
  // Without a value for a variable there is no query that could be parsed.
  if (unknown.some((fault) => fault.endsWith('is not defined'))) return unknown;
  const values = someValues(dashboard);
  return [
    ...unknown,
    ...faultsOfPanels(dashboard),
    ...panelQueries(dashboard, values).flatMap(({ panel, refId, expr }) =>
      faultsOfQuery(expr).map((fault) => `${panel} ${refId}: ${fault}`),
    ),
    ...annotationQueries(dashboard, values).flatMap((expr) => faultsOfQuery(expr)),
    ...labelValuesOf(dashboard).flatMap(({ series, label }) => faultsOfQuery(`count by (${label}) (${series})`)),
  ];
}
