import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { BUILD_INFO, RESPONSE_DURATION, TRIAL_THROUGHPUT } from '../queries/metrics.js';
import { inFleet } from '../queries/promql.js';
import { DATA_SOURCE } from './query.js';

export function dataSource(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus');
}

export const namespace = () => all(labelValues('namespace', BUILD_INFO, 'namespace'));

export const release = () => all(labelValues('release', `${BUILD_INFO}{namespace=~"$namespace"}`, 'release'));

export const workload = () => all(labelValues('workload', inFleet(`${RESPONSE_DURATION}_count`), 'workload'));

/** One at a time: what a Service is looked at for differs from model to model. The upstream says what it is too, and is none. */
export const model = () => labelValues('model', inFleet(BUILD_INFO, 'model!="upstream"'), 'model');

export const experiment = () => all(labelValues('experiment', TRIAL_THROUGHPUT, 'experiment'));

export const run = () => all(labelValues('run', `${TRIAL_THROUGHPUT}{experiment=~"$experiment"}`, 'run'));

function labelValues(name: string, series: string, label: string): QueryVariableBuilder {
  const query = `label_values(${series}, ${label})`;
  return new QueryVariableBuilder(name)
    .label(name[0]!.toUpperCase() + name.slice(1))
    .datasource(DATA_SOURCE)
    .query({ qryType: 1, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
}

/** Everything at first; a scrape that adds no such label is not left out. */
function all(variable: QueryVariableBuilder): QueryVariableBuilder {
  return variable
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: ['All'], value: ['$__all'] });
}
