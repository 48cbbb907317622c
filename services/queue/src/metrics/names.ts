/** The families of the queue, by name; docs/metrics.md says what each counts. Nothing is imported here, as in the kit's own. */
export const QUEUE_JOBS = 'fleetlab_queue_jobs';
export const OLDEST_JOB_AGE = 'fleetlab_queue_oldest_job_age_seconds';
export const QUEUE_RETRIES = 'fleetlab_queue_retries_total';
export const QUEUE_REDELIVERIES = 'fleetlab_queue_redeliveries_total';
export const QUEUE_DEAD_LETTERS = 'fleetlab_queue_dead_letters_total';
export const QUEUE_DUPLICATE_RUNS = 'fleetlab_queue_duplicate_runs_total';
export const QUEUE_WAIT = 'fleetlab_queue_wait_seconds';
export const QUEUE_RUN = 'fleetlab_queue_run_seconds';
