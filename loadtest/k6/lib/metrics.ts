import { Counter, Gauge, Rate, Trend } from 'k6/metrics';

/** Of right answers, from when the request was to start: what a client waits, and what holds no stall back. */
export const responseDuration = new Trend('fleetlab_response_duration', true);
/** Right answers by the phase that they came in: what the fleet does, while the others go by the phase that asked. */
export const completed = new Counter('fleetlab_completed');
/** As the service says: from the intended start to the start of the work, and the work. */
export const waitDuration = new Trend('fleetlab_wait_duration', true);
export const runDuration = new Trend('fleetlab_run_duration', true);
/** How late requests were sent: k6's own share of the response. */
export const startLag = new Trend('fleetlab_start_lag', true);
/** Answers that were not right, by `failure`. */
export const failures = new Counter('fleetlab_failures');
/** Lines that were written for the runner. */
export const samplesWritten = new Counter('fleetlab_samples');
/** Which thread ran a request of a burst. */
export const thread = new Gauge('fleetlab_thread');
/** Of the requests behind a stalled one, those that it held up. */
export const heldUp = new Counter('fleetlab_held_up');
/** How long after a spike a request was still slow. */
export const recovery = new Trend('fleetlab_recovery', true);
/** Of the jobs that were accepted, those that ended done. */
export const jobsDone = new Rate('fleetlab_jobs_done');
