import { describe, expect, it } from '@jest/globals';
import { prefersOpenMetrics } from './accept.js';

describe('a scraper', () => {
  it.each([
    // Prometheus 3, Prometheus 2, and what an OpenMetrics client says that knows nothing else.
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
    'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
    'Application/OpenMetrics-Text; version=1.0.0',
    'application/openmetrics-text, text/plain',
  ])('that says %j gets OpenMetrics', (accept) => {
    expect(prefersOpenMetrics(accept)).toBe(true);
  });

  it.each([
    '',
    '*/*',
    'text/html,application/xhtml+xml,*/*;q=0.8',
    'text/plain;version=0.0.4;q=0.9,application/openmetrics-text;q=0.3',
    'application/openmetrics-text;q=0',
  ])('that says %j gets plain text', (accept) => {
    expect(prefersOpenMetrics(accept)).toBe(false);
  });
});
