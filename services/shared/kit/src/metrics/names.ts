/**
 * The families of every service, by name. What each counts, and from which instant to which, is in docs/metrics.md. Nothing
 * is imported here, so that dashboards and tests can check their queries without loading a service.
 */
export const HTTP_REQUEST_DURATION = 'http_server_request_duration_seconds';

export const RESPONSE_DURATION = 'fleetlab_response_duration_seconds';
export const RUN_WAIT = 'fleetlab_run_wait_seconds';
export const RUN_DURATION = 'fleetlab_run_duration_seconds';
export const RUN_CPU = 'fleetlab_run_cpu_seconds_total';
export const RUN_IN_FLIGHT = 'fleetlab_run_in_flight';
export const RUN_WAITING = 'fleetlab_run_waiting';
export const RUN_REJECTED = 'fleetlab_run_rejected_total';
export const REQUEST_START_IGNORED = 'fleetlab_request_start_ignored_total';
export const WORKER_RESTARTS = 'fleetlab_worker_restarts_total';

export const SLOTS = 'fleetlab_slots';
export const CONFIG_WORKERS = 'fleetlab_config_workers';
export const CONFIG_THREADS = 'fleetlab_config_threads';
export const BUILD_INFO = 'fleetlab_build_info';

export const CPU_LIMIT = 'fleetlab_cpu_limit_cores';
export const CPU_PERIODS = 'fleetlab_cpu_periods_total';
export const CPU_THROTTLED_PERIODS = 'fleetlab_cpu_throttled_periods_total';
export const CPU_THROTTLED_SECONDS = 'fleetlab_cpu_throttled_seconds_total';

/** What the metrics library says of a process, with the label `worker`. A spec checks that these are all. */
export const NODE_FAMILIES = [
  'process_cpu_user_seconds_total',
  'process_cpu_system_seconds_total',
  'process_cpu_seconds_total',
  'process_start_time_seconds',
  'process_resident_memory_bytes',
  'process_virtual_memory_bytes',
  'process_heap_bytes',
  'process_open_fds',
  'process_max_fds',
  'nodejs_eventloop_lag_seconds',
  'nodejs_eventloop_lag_min_seconds',
  'nodejs_eventloop_lag_max_seconds',
  'nodejs_eventloop_lag_mean_seconds',
  'nodejs_eventloop_lag_stddev_seconds',
  'nodejs_eventloop_lag_p50_seconds',
  'nodejs_eventloop_lag_p90_seconds',
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_eventloop_utilization_summary',
  'nodejs_eventloop_utilization_histogram',
  'nodejs_active_resources',
  'nodejs_active_resources_total',
  'nodejs_active_handles',
  'nodejs_active_handles_total',
  'nodejs_active_requests',
  'nodejs_active_requests_total',
  'nodejs_heap_size_total_bytes',
  'nodejs_heap_size_used_bytes',
  'nodejs_external_memory_bytes',
  'nodejs_heap_space_size_total_bytes',
  'nodejs_heap_space_size_used_bytes',
  'nodejs_heap_space_size_available_bytes',
  'nodejs_version_info',
  'nodejs_gc_duration_seconds',
] as const;
