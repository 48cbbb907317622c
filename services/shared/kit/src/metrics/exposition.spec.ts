import { describe, expect, it } from '@jest/globals';
import { Counter, Registry } from 'prom-client';
import { DurationHistogram } from './duration-histogram.js';
import { expose } from './exposition.js';
import { takeSnapshot } from './snapshot.js';

const ACCEPT_OPEN_METRICS = 'application/openmetrics-text;version=1.0.0';
const span = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };

async function snapshot() {
  const registry = new Registry();
  new Counter({ name: 'fleetlab_run_rejected_total', help: 'Refused.', registers: [registry] }).inc(3);
  new DurationHistogram('fleetlab_run_wait_seconds', 'Waited.', registry).with({ model: 'async' }).observeMs(40, span);
  return takeSnapshot(registry);
}

describe('a snapshot as OpenMetrics', () => {
  it('has counters whose family has no _total and whose samples have it once, and an end', async () => {
    const { contentType, text } = await expose(await snapshot(), ACCEPT_OPEN_METRICS);
    expect(contentType).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(text).toContain(
      '# HELP fleetlab_run_rejected Refused.\n# TYPE fleetlab_run_rejected counter\nfleetlab_run_rejected_total 3\n',
    );
    expect(text).toMatch(/[^\n]\n# EOF\n$/);
  });

  it('has the exemplar of a bucket behind it: trace, seconds and time', async () => {
    const { text } = await expose(await snapshot(), ACCEPT_OPEN_METRICS);
    const exemplar = String.raw`# \{trace_id="${span.traceId}",span_id="${span.spanId}"\} 0\.04 \d{10}(\.\d+)?`;
    expect(text).toMatch(
      new RegExp(String.raw`^fleetlab_run_wait_seconds_bucket\{model="async",le="0\.047"\} 1 ${exemplar}$`, 'm'),
    );
    expect(text.match(/ # \{/g)).toHaveLength(1);
  });
});

describe('a snapshot as plain text', () => {
  it('has no exemplar, and names counters as they are', async () => {
    const { contentType, text } = await expose(await snapshot());
    expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toContain('# TYPE fleetlab_run_rejected_total counter\nfleetlab_run_rejected_total 3\n');
    expect(text).not.toContain('trace_id');
  });
});
