import * as m from '../queries/metrics.js';
import { OF_FLEETLAB } from '../queries/promql.js';
import type { RecordingRule, RuleGroup } from './rule.js';

const OF_MODEL = 'namespace, release, model';
const OF_COMPONENT = 'namespace, release, component';
const OF_QUEUE = 'namespace, release, queue';

/** Names as Prometheus advises: level:metric:operations. What alerts compare is recorded, so that it can be looked at. */
export const RECORDED = {
  experimentRunning: 'fleet:fleetlab_experiment_running:max5m',
  errorShare: 'component:http_server_requests_failed:ratio_rate5m',
  responseP95: 'model:fleetlab_response_duration_seconds:p95_rate5m',
  rejected: 'model:fleetlab_run_rejected:rate5m',
  waitMean: 'model:fleetlab_run_wait_seconds:mean_rate5m',
  runMean: 'model:fleetlab_run_duration_seconds:mean_rate5m',
  throttledShare: 'pod:fleetlab_cpu_throttled_periods:ratio_rate5m',
  jobsWaiting: 'queue:fleetlab_queue_jobs_waiting:max',
  oldestJobAge: 'queue:fleetlab_queue_oldest_job_age_seconds:max',
  jobsDone: 'queue:fleetlab_queue_run_seconds_count:rate5m',
} as const;

const FAILED = 'http_response_status_code=~"5..",http_response_status_code!="503"';
const ANSWERS = `${m.HTTP_REQUEST_DURATION}_count`;

export const recordingRules: RuleGroup<RecordingRule> = {
  name: 'fleetlab.recording',
  rules: [
    // As long as the rates look back: the load of an experiment is in them until then.
    record(RECORDED.experimentRunning, `max(max_over_time(${m.EXPERIMENT_RUNNING}[5m]))`),
    record(
      RECORDED.errorShare,
      ratio(OF_COMPONENT, `${ANSWERS}{${OF_FLEETLAB},${FAILED}}`, `${ANSWERS}{${OF_FLEETLAB}}`),
    ),
    record(
      RECORDED.responseP95,
      `histogram_quantile(0.95, sum by (le, ${OF_MODEL}) (rate(${m.RESPONSE_DURATION}_bucket[5m])))`,
    ),
    record(RECORDED.rejected, `sum by (${OF_MODEL}) (rate(${m.RUN_REJECTED}[5m]))`),
    record(RECORDED.waitMean, ratio(OF_MODEL, `${m.RUN_WAIT}_sum`, `${m.RUN_WAIT}_count`)),
    record(RECORDED.runMean, ratio(OF_MODEL, `${m.RUN_DURATION}_sum`, `${m.RUN_DURATION}_count`)),
    record(
      RECORDED.throttledShare,
      ratio('namespace, release, component, pod', m.CPU_THROTTLED_PERIODS, m.CPU_PERIODS),
    ),
    // Every replica of the API says the same.
    record(RECORDED.jobsWaiting, `max by (${OF_QUEUE}) (${m.QUEUE_JOBS}{state="waiting"})`),
    record(RECORDED.oldestJobAge, `max by (${OF_QUEUE}) (${m.OLDEST_JOB_AGE})`),
    record(RECORDED.jobsDone, `sum by (${OF_QUEUE}) (rate(${m.QUEUE_RUN}_count[5m]))`),
  ],
};

function record(record: string, expr: string): RecordingRule {
  return { record, expr };
}

function ratio(labels: string, part: string, whole: string): string {
  const total = (counter: string) => `sum by (${labels}) (rate(${counter}[5m]))`;
  return `${total(part)} / ${total(whole)}`;
}
