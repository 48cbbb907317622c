/** What the supervisor gave this process. */
export const config = {
  port: Number(process.env.PORT),
  settings: Object.fromEntries(
    [
      ...['WORKERS', 'THREADS', 'CONCURRENCY', 'SPOOL_FILE', 'UPSTREAM_URL', 'FAULT_RATE', 'JITTER_MS', 'FAULT_STATUS'],
      ...['MAX_QUEUE', 'BODY_LIMIT_BYTES'],
    ].map((name) => [name, process.env[name]]),
  ),
};
