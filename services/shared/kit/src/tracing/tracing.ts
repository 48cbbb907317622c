import type { Sampler } from './sampler.js';
import type { SpanDraft } from './span-draft.js';

/** Injection token of the Tracing; undefined is injected while traces are off. */
export const TRACING = Symbol('TRACING');

/** What the kit and the models need for traces. Absent while they are off: then nothing of OpenTelemetry is loaded. */
export interface Tracing {
  readonly sampler: Sampler;
  /** Takes spans that have ended, to be exported some time later. Never throws, never waits. */
  readonly write: (spans: readonly SpanDraft[]) => void;
  /** Exports what is left, if that does not take long. Never rejects. */
  close(): Promise<void>;
}

/** The settings that turn traces on: OpenTelemetry's own. */
export interface TracingSwitches {
  readonly OTEL_SDK_DISABLED?: string | undefined;
  readonly OTEL_TRACES_EXPORTER?: string | undefined;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string | undefined;
}

/** Whether traces are asked for: where there is an address for them, or an exporter is named. */
export function isTracingAsked(switches: TracingSwitches): boolean {
  const { OTEL_SDK_DISABLED: disabled = '', OTEL_TRACES_EXPORTER: exporter } = switches;
  if (disabled.toLowerCase() === 'true' || exporter === 'none') return false;
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = switches;
  return (exporter ?? OTEL_EXPORTER_OTLP_ENDPOINT ?? OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) !== undefined;
}
