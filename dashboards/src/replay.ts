import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';

/** What Grafana would send to Prometheus. */
export interface PanelQuery {
  readonly dashboard: string;
  readonly panel: string;
  readonly refId: string;
  readonly expr: string;
  /** Asked at the end of the time shown; else for each step of it. */
  readonly instant: boolean;
}

export type VariableValue = string | readonly string[];

/**
 * Values of the dashboard's variables, by name, and of Grafana's own: `__range`, `__rate_interval`, `__interval` as durations.
 * Several values are put as Grafana puts them for Prometheus: `(a|b)`.
 */
export type VariableValues = Readonly<Record<string, VariableValue>>;

/** Every query of every panel, with all variables filled in. */
export function panelQueries(dashboard: Dashboard, values: VariableValues): PanelQuery[] {
  return panelsOf(dashboard).flatMap(({ title = '', targets = [] }) =>
    targets.map((target) => {
      const { refId = '', expr, instant = false } = target as Dataquery;
      return { dashboard: dashboard.title ?? '', panel: title, refId, expr: substitute(expr, values), instant };
    }),
  );
}

/** Those of the annotations, which are shown over all panels. */
export function annotationQueries(dashboard: Dashboard, values: VariableValues): string[] {
  return (dashboard.annotations.list ?? []).map(({ target }) => substitute((target as Dataquery).expr, values));
}

/** Rows hold no panels here, but those of a dashboard that was saved with a row closed. */
export function panelsOf(dashboard: Dashboard): Panel[] {
  return (dashboard.panels ?? []).flatMap((panel) => (isRow(panel) ? panel.panels : [panel]));
}

export function isRow(panel: Panel | RowPanel): panel is RowPanel {
  return panel.type === 'row';
}

/** @throws Error for a variable without a value: what is asked must not depend on an oversight */
export function substitute(text: string, values: VariableValues): string {
  return text.replaceAll(VARIABLE, (all, bare?: string, braced?: string) => {
    const name = (bare ?? braced)!;
    const value = values[name];
    if (value === undefined) throw new Error(`No value for the variable ${all} in: ${text}`);
    return typeof value === 'string' ? value : `(${value.join('|')})`;
  });
}

/** The names of the variables in a text, Grafana's own included. `$1` is none: it belongs to label_replace. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, bare, braced]) => (bare ?? braced)!);
}

const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{(\w+)(?::\w+)?\})/g;
