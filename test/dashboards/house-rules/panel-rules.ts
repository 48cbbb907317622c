import { isRow, panelsOf } from '@fleetlab/dashboards/replay';
import { UNITS } from '@fleetlab/dashboards/config';
import type { Dashboard, GridPos, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';

const COLUMNS = 24;
const CHOSEN = '${datasource}';

/** What each panel must have, and what no two of a dashboard may share. */
export function faultsOfPanels(dashboard: Dashboard): string[] {
  const all = dashboard.panels ?? [];
  return [
    ...panelsOf(dashboard).flatMap((panel) => faultsOfPanel(panel).map((fault) => `${panel.title}: ${fault}`)),
    ...twice(all.map(({ id }) => String(id))).map((id) => `two panels have the id ${id}`),
    ...twice(all.map(({ title = '' }) => title)).map((title) => `two panels are called ${title}`),
    ...faultsOfGrid(all),
  ];
}

function faultsOfPanel({ title, description, fieldConfig, datasource, targets = [] }: Panel): string[] {
  const queries = targets as Dataquery[];
  const refIds = queries.map(({ refId = '' }) => refId);
  const sources = [datasource, ...queries.map((query) => query.datasource)];
  const unit = fieldConfig?.defaults.unit;
  return [
    ...(title ? [] : ['it has no title']),
    ...(description ? [] : ['it has no description']),
    ...(unit && (Object.values(UNITS) as string[]).includes(unit) ? [] : [`its unit is ${unit ?? 'not given'}`]),
    ...(targets.length > 0 ? [] : ['it asks for nothing']),
    ...(sources.every((source) => source?.uid === CHOSEN)
      ? []
      : ['its data source is not the one that the reader chooses']),
    ...(refIds.includes('') ? ['a query has no name'] : []),
    ...twice(refIds).map((refId) => `two queries are called ${refId}`),
  ];
}

function faultsOfGrid(panels: readonly (Panel | RowPanel)[]): string[] {
  return panels.flatMap((panel, i) => {
    const place = panel.gridPos;
    if (!place) return [`${panel.title} has no place`];
    return [
      ...(place.x >= 0 && place.w > 0 && place.x + place.w <= COLUMNS ? [] : [`${panel.title} leaves the grid`]),
      ...(isRow(panel) && (place.x !== 0 || place.w !== COLUMNS)
        ? [`the row ${panel.title} is not across the grid`]
        : []),
      ...panels
        .slice(i + 1)
        .filter(({ gridPos }) => gridPos && overlap(place, gridPos))
        .map(({ title }) => `${panel.title} and ${title} overlap`),
    ];
  });
}

function overlap(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

export function twice(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}
