/** What the supervisor gave this process. */
export const config = {
  port: Number(process.env.PORT),
  adminPort: Number(process.env.ADMIN_PORT),
  settings: Object.fromEntries(
    [
      ...['WORKERS', 'THREADS', 'CONCURRENCY', 'SPOOL_FILE', 'UPSTREAM_URL', 'FAULT_RATE', 'JITTER_MS', 'FAULT_STATUS'],
      ...['MAX_QUEUE', 'BODY_LIMIT_BYTES', 'OTEL_SERVICE_NAME', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    ].map((name) => [name, process.env[name]]),
  ),
};
