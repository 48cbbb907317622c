/** What k6 is told so that it says nothing but what the scripts say. */
export const QUIET_OUTPUT = ['--quiet', '--no-color', '--log-format', 'raw'] as const;

/** The same of one that runs, and so that it tells nobody on the internet. */
export const QUIET = [...QUIET_OUTPUT, '--no-usage-report'] as const;
