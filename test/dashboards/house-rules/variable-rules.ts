import { panelsOf, substitute, variablesIn, type VariableValues } from '@fleetlab/dashboards/replay';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

/** Grafana's own. */
const BUILT_IN = {
  __range: '3600s',
  __rate_interval: '60s',
  __interval: '15s',
  __url_time_range: 'from=now-1h&to=now',
};

/** Variables that are asked for and not there, or there and never asked for. */
export function faultsOfVariables(dashboard: Dashboard): string[] {
  const defined = (dashboard.templating.list ?? []).map(({ name }) => name);
  const used = new Set(
    [...variablesIn(JSON.stringify(dashboard.panels)), ...variableQueries(dashboard).flatMap(variablesIn)].concat(
      JSON.stringify(dashboard.templating).includes('${datasource}') ? 'datasource' : [],
    ),
  );
  return [
    ...[...used]
      .filter((name) => !defined.includes(name) && !(name in BUILT_IN))
      .map((name) => `$${name} is not defined`),
    ...defined.filter((name) => !used.has(name)).map((name) => `$${name} is not used`),
    ...defined.filter((name, i) => defined.indexOf(name) !== i).map((name) => `$${name} is defined twice`),
  ];
}

/** A value for each variable and for Grafana's own: what a reader sees at first. */
export function someValues(dashboard: Dashboard): VariableValues {
  const values = (dashboard.templating.list ?? []).map(({ name, allValue }) => [name, allValue ?? 'threaded'] as const);
  return { ...BUILT_IN, ...Object.fromEntries(values) };
}

/** The series and the label of each variable that takes its values from Prometheus. */
export function labelValuesOf(dashboard: Dashboard): { series: string; label: string }[] {
  return variableQueries(dashboard).map((query) => {
    const [, series, label] = /^label_values\((.+), (\w+)\)$/.exec(query) ?? [];
    if (!series || !label) throw new Error(`Not a label_values query: ${query}`);
    return { series: substitute(series, someValues(dashboard)), label };
  });
}

function variableQueries({ templating }: Dashboard): string[] {
  return (templating.list ?? []).flatMap(({ type, query }) =>
    type === 'query' ? [(query as { readonly query: string }).query] : [],
  );
}

export function titlesOf(dashboard: Dashboard): string[] {
  return panelsOf(dashboard).map(({ title = '' }) => title);
}
