/** What k6 is told so that it says nothing but what the scripts say, and tells nobody on the internet. */
export const QUIET = ['--quiet', '--no-color', '--no-usage-report', '--log-format', 'raw'] as const;
