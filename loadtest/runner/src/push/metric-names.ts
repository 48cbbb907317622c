/** What `fleetlab run --push` writes to a Prometheus. A trial's series have one sample each, at its end. */

/** Right answers per second. */
export const TRIAL_THROUGHPUT = 'fleetlab_trial_throughput';
/** What slots and service time predict, per second; absent where they predict nothing. */
export const TRIAL_PREDICTED_THROUGHPUT = 'fleetlab_trial_predicted_throughput';
/** Requests that can be worked on at a time; absent where nothing bounds them. */
export const TRIAL_SLOTS = 'fleetlab_trial_slots';
/** 1 where this trial, looked at alone, breaks no rule that makes a cell invalid, else 0. */
export const TRIAL_VALID = 'fleetlab_trial_valid';
/** What the client saw, from the (intended) start to the answer, by the label quantile: 0.5, 0.9, 0.95, 0.99. */
export const TRIAL_LATENCY_SECONDS = 'fleetlab_trial_latency_seconds';
/** Length of the window, without the warm-up. */
export const TRIAL_DURATION_SECONDS = 'fleetlab_trial_duration_seconds';
/** 1 every 15 s while the trials of a run go on, 0 at its end. */
export const EXPERIMENT_RUNNING = 'fleetlab_experiment_running';
