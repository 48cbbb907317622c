/** The one place that reads this process's environment. */
export const config = Object.freeze({
  /** Errors come with their stacks. */
  DEBUG: (process.env.DEBUG ?? '') !== '',
  /** What --push is where it is not given; undefined where it is not set or empty. */
  FLEETLAB_PUSH_URL: process.env.FLEETLAB_PUSH_URL || undefined,
});
