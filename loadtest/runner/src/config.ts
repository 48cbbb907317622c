/** The one place that reads this process's environment. */
export const config = Object.freeze({
  /** Errors come with their stacks. */
  DEBUG: (process.env.DEBUG ?? '') !== '',
});
