import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';

/** The data source that the reader chooses. */
export const DATA_SOURCE = { type: 'prometheus', uid: '${datasource}' } as const;

function query(expr: string): DataqueryBuilder {
  return new DataqueryBuilder().datasource(DATA_SOURCE).expr(expr);
}

/** @param legend with labels in braces, as `{{model}}` */
export function overTime(expr: string, legend: string): DataqueryBuilder {
  return query(expr).range().legendFormat(legend);
}

/** Over buckets whose observations have traces: Grafana shows these as points that lead there. */
export function withTraces(expr: string, legend: string): DataqueryBuilder {
  return overTime(expr, legend).exemplar(true);
}

/** Buckets by `le`. */
export function forHeatMap(expr: string): DataqueryBuilder {
  return withTraces(expr, '{{le}}').format(PromQueryFormat.Heatmap);
}

export function now(expr: string, legend: string): DataqueryBuilder {
  return query(expr).instant().legendFormat(legend);
}

/** @param column the name of the column with the values: Grafana calls it `Value #<column>` */
export function asTable(column: string, expr: string): DataqueryBuilder {
  return query(expr).instant().format(PromQueryFormat.Table).refId(column);
}
