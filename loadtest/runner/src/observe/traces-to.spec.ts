import { describe, expect, it } from '@jest/globals';
import { tracesTo } from './traces-to.js';

describe('where traces go', () => {
  const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://me:secret@collector:4318';

  it.each([
    [{}, undefined],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT }, 'http://collector:4318'],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://b:1/v1/traces' },
      'http://b:1/v1/traces',
    ],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, undefined],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: 'true' }, undefined],
    [{ OTEL_TRACES_EXPORTER: 'otlp' }, 'http://localhost:4318'],
    [{ OTEL_TRACES_EXPORTER: 'console' }, 'console'],
  ])('with %j is %s', (settings, address) => {
    expect(tracesTo(settings)).toBe(address);
  });
});
