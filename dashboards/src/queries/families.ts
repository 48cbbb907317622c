import * as metrics from './metrics.js';

export interface Family {
  readonly labels: readonly string[];
  readonly isHistogram?: true;
}

/** What scraping adds in a cluster and, by the printed configuration, on one machine. */
const TARGET = ['namespace', 'release', 'component', 'pod', 'job', 'instance'];
const TRIAL = 'experiment run trial model workload replicas workers threads load via'.split(' ');

const scraped = (...labels: string[]): Family => ({ labels: [...labels, ...TARGET] });
const histogram = (...labels: string[]): Family => ({ labels: [...labels, 'le', ...TARGET], isHistogram: true });
const pushed = (...labels: string[]): Family => ({ labels: [...TRIAL, ...labels] });

/** Every family that a query may ask for, with its labels. The house rules hold all queries to it, and it to the exports. */
export const FAMILIES: Readonly<Record<string, Family>> = {
  [metrics.HTTP_REQUEST_DURATION]: histogram(
    'http_request_method',
    'http_route',
    'http_response_status_code',
    'url_scheme',
    'error_type',
  ),
  [metrics.RESPONSE_DURATION]: histogram('model', 'workload'),
  [metrics.RUN_WAIT]: histogram('model', 'workload'),
  [metrics.RUN_DURATION]: histogram('model', 'workload', 'outcome'),
  [metrics.RUN_IN_FLIGHT]: scraped('model'),
  [metrics.RUN_WAITING]: scraped('model'),
  [metrics.RUN_REJECTED]: scraped('model', 'reason'),
  [metrics.WORKER_RESTARTS]: scraped('model'),
  [metrics.SLOTS]: scraped('model', 'bound'),
  [metrics.CONFIG_WORKERS]: scraped('model'),
  [metrics.CONFIG_THREADS]: scraped('model'),
  [metrics.BUILD_INFO]: scraped('version', 'node', 'model'),
  [metrics.CPU_LIMIT]: scraped(),
  [metrics.CPU_PERIODS]: scraped(),
  [metrics.CPU_THROTTLED_PERIODS]: scraped(),
  [metrics.CPU_THROTTLED_SECONDS]: scraped(),

  [metrics.QUEUE_JOBS]: scraped('queue', 'state'),
  [metrics.OLDEST_JOB_AGE]: scraped('queue'),
  [metrics.QUEUE_WAIT]: histogram('queue', 'workload'),
  [metrics.QUEUE_RUN]: histogram('queue', 'workload'),
  [metrics.QUEUE_RETRIES]: scraped('queue'),
  [metrics.QUEUE_REDELIVERIES]: scraped('queue'),
  [metrics.QUEUE_DEAD_LETTERS]: scraped('queue'),
  [metrics.QUEUE_DUPLICATE_RUNS]: scraped('queue'),

  [metrics.TRIAL_THROUGHPUT]: pushed(),
  [metrics.TRIAL_PREDICTED_THROUGHPUT]: pushed(),
  [metrics.TRIAL_SLOTS]: pushed(),
  [metrics.TRIAL_VALID]: pushed(),
  [metrics.TRIAL_LATENCY_SECONDS]: pushed('quantile'),
  [metrics.TRIAL_DURATION_SECONDS]: pushed(),
  [metrics.EXPERIMENT_RUNNING]: { labels: ['experiment', 'run'] },

  // Node's default families, of which these are asked for; every process of a pod has its own series.
  process_cpu_seconds_total: scraped('worker'),
  process_resident_memory_bytes: scraped('worker'),
  process_start_time_seconds: scraped('worker'),
  nodejs_eventloop_lag_p99_seconds: scraped('worker'),
  nodejs_eventloop_utilization_histogram: histogram('worker'),
  nodejs_heap_size_used_bytes: scraped('worker'),

  // Prometheus' own, of every target.
  up: scraped(),
  scrape_duration_seconds: scraped(),
};
