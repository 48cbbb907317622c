import * as m from '../queries/metrics.js';
import { EACH_RELEASE, promql } from '../queries/promql.js';
import { watched } from '../queries/watched.js';
import type { RecordingRule, RuleGroup } from './rule.js';

const { maxBy, mean, countPerSecond, select } = promql(EACH_RELEASE);
const ofEach = watched(EACH_RELEASE);

/** Names as Prometheus advises: level:metric:operations. What alerts compare is recorded, so that it can be looked at. */
export const RECORDED = {
  experimentRunning: 'fleet:fleetlab_experiment_running:max15m',
  errorShare: 'component:http_server_requests_failed:ratio_rate5m',
  responseP95: 'model:fleetlab_response_duration_seconds:p95_rate5m',
  rejected: 'model:fleetlab_run_rejected:rate5m',
  waitMean: 'model:fleetlab_run_wait_seconds:mean_rate5m',
  runMean: 'model:fleetlab_run_duration_seconds_ok:mean_rate5m',
  throttledShare: 'pod:fleetlab_cpu_throttled_periods:ratio_rate5m',
  jobsWaiting: 'queue:fleetlab_queue_jobs_waiting:max',
  oldestJobAge: 'queue:fleetlab_queue_oldest_job_age_seconds:max',
  jobsDone: 'queue:fleetlab_queue_run_seconds_count:rate5m',
} as const;

export const recordingRules: RuleGroup<RecordingRule> = {
  name: 'fleetlab.recording',
  rules: [
    // As long as any alert looks back: what an experiment has done is in there until then.
    record(RECORDED.experimentRunning, `max(max_over_time(${m.EXPERIMENT_RUNNING}[15m]))`),
    record(RECORDED.errorShare, ofEach.errorShare()),
    record(RECORDED.responseP95, ofEach.responseQuantile(0.95)),
    record(RECORDED.rejected, ofEach.rejectedPerSecond()),
    // Only what succeeds has a wait, so that only its work can be compared with it.
    record(RECORDED.waitMean, mean(m.RUN_WAIT, 'model')),
    record(RECORDED.runMean, mean(m.RUN_DURATION, 'model', 'outcome="ok"')),
    record(RECORDED.throttledShare, ofEach.throttledShare('component, pod')),
    // Every replica of the API says the same.
    record(RECORDED.jobsWaiting, maxBy('queue', select(m.QUEUE_JOBS, 'state="waiting"'))),
    record(RECORDED.oldestJobAge, ofEach.oldestJobAge()),
    record(RECORDED.jobsDone, countPerSecond(m.QUEUE_RUN, 'queue')),
  ],
};

function record(record: string, expr: string): RecordingRule {
  return { record, expr };
}
