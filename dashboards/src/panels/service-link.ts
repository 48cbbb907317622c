import { DashboardLinkBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DASHBOARDS } from '../config.js';

/** From a series with the label `model` to that model's dashboard, with the same time and choices. */
export function toService(): DashboardLinkBuilder {
  const choices = [
    'var-model=${__field.labels.model}',
    '${datasource:queryparam}',
    '${namespace:queryparam}',
    '${release:queryparam}',
  ];
  return new DashboardLinkBuilder('${__field.labels.model} in detail').url(
    `/d/${DASHBOARDS.uidPrefix}service?${[...choices, '${__url_time_range}'].join('&')}`,
  );
}
