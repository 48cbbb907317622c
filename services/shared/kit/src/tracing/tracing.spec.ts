import { describe, expect, it } from '@jest/globals';
import { isTracingAsked } from './tracing.js';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };

describe('traces', () => {
  it.each([
    {},
    { OTEL_TRACES_EXPORTER: 'none' },
    { ...endpoint, OTEL_TRACES_EXPORTER: 'none' },
    { ...endpoint, OTEL_SDK_DISABLED: 'true' },
    { ...endpoint, OTEL_SDK_DISABLED: 'TRUE' },
  ])('are off with %j', (switches) => expect(isTracingAsked(switches)).toBe(false));

  it.each([
    endpoint,
    { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces' },
    { OTEL_TRACES_EXPORTER: 'console' },
    { ...endpoint, OTEL_SDK_DISABLED: 'false' },
    { ...endpoint, OTEL_SDK_DISABLED: '1' },
  ])('are on with %j', (switches) => expect(isTracingAsked(switches)).toBe(true));
});
