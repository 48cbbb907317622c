/** What is said of traces in the environment, as the services read it. */
export type TraceSettings = Readonly<
  Partial<
    Record<
      | 'OTEL_EXPORTER_OTLP_ENDPOINT'
      | 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'
      | 'OTEL_TRACES_EXPORTER'
      | 'OTEL_SDK_DISABLED',
      string
    >
  >
>;

/** Where a fleet with these settings sends traces, to be shown: without a password; undefined where it sends none. */
export function tracesTo(settings: TraceSettings): string | undefined {
  const exporter = settings.OTEL_TRACES_EXPORTER;
  if (settings.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || exporter === 'none') return undefined;
  const endpoint = settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (exporter && exporter !== 'otlp') return exporter;
  if (endpoint) return withoutPassword(endpoint);
  return exporter && 'http://localhost:4318';
}

function withoutPassword(address: string): string {
  return address.replace(/\/\/[^/@]*@/, '//');
}
