/** The families that dashboards and rules ask for, by the constants of the packages that export them. */
export const HTTP_REQUEST_DURATION = 'http_server_request_duration_seconds';
export const RESPONSE_DURATION = 'fleetlab_response_duration_seconds';
export const RUN_WAIT = 'fleetlab_run_wait_seconds';
export const RUN_DURATION = 'fleetlab_run_duration_seconds';
export const RUN_IN_FLIGHT = 'fleetlab_run_in_flight';
export const RUN_WAITING = 'fleetlab_run_waiting';
export const RUN_REJECTED = 'fleetlab_run_rejected_total';
export const WORKER_RESTARTS = 'fleetlab_worker_restarts_total';
export const SLOTS = 'fleetlab_slots';
export const CONFIG_WORKERS = 'fleetlab_config_workers';
export const CONFIG_THREADS = 'fleetlab_config_threads';
export const BUILD_INFO = 'fleetlab_build_info';
export const CPU_LIMIT = 'fleetlab_cpu_limit_cores';
export const CPU_PERIODS = 'fleetlab_cpu_periods_total';
export const CPU_THROTTLED_PERIODS = 'fleetlab_cpu_throttled_periods_total';
export const CPU_THROTTLED_SECONDS = 'fleetlab_cpu_throttled_seconds_total';

export const QUEUE_JOBS = 'fleetlab_queue_jobs';
export const OLDEST_JOB_AGE = 'fleetlab_queue_oldest_job_age_seconds';
export const QUEUE_WAIT = 'fleetlab_queue_wait_seconds';
export const QUEUE_RUN = 'fleetlab_queue_run_seconds';
export const QUEUE_RETRIES = 'fleetlab_queue_retries_total';
export const QUEUE_REDELIVERIES = 'fleetlab_queue_redeliveries_total';
export const QUEUE_DEAD_LETTERS = 'fleetlab_queue_dead_letters_total';
export const QUEUE_DUPLICATE_RUNS = 'fleetlab_queue_duplicate_runs_total';

export {
  EXPERIMENT_RUNNING,
  TRIAL_DURATION_SECONDS,
  TRIAL_LATENCY_SECONDS,
  TRIAL_PREDICTED_THROUGHPUT,
  TRIAL_SLOTS,
  TRIAL_THROUGHPUT,
  TRIAL_VALID,
} from '@fleetlab/runner/metric-names';
