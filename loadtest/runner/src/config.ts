/** The one place that reads this process's environment. */
export const config = Object.freeze({
  /** Errors come with their stacks. */
  DEBUG: (process.env.DEBUG ?? '') !== '',
  /** What --push is where it is not given; undefined where it is not set or empty. */
  FLEETLAB_PUSH_URL: process.env.FLEETLAB_PUSH_URL || undefined,
  /** Where programs are looked for. */
  PATH: process.env.PATH ?? '',
  /** Read by the services of a fleet, to which the environment is passed on: said here only where traces go. */
  traces: {
    OTEL_EXPORTER_OTLP_ENDPOINT: process.env.OTEL_EXPORTER_OTLP_ENDPOINT,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT,
    OTEL_TRACES_EXPORTER: process.env.OTEL_TRACES_EXPORTER,
    OTEL_SDK_DISABLED: process.env.OTEL_SDK_DISABLED,
  },
});
