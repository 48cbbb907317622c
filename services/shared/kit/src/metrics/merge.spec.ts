import { describe, expect, it } from '@jest/globals';
import { countsOf, mergeSnapshots } from './merge.js';
import type { Exemplar, MetricsSnapshot } from './snapshot.js';

const exemplar = (trace: string, timestamp: number): Exemplar => ({
  labelSet: { trace_id: trace, span_id: 'b7' },
  value: 0.1,
  timestamp,
});

function observed(value: number, kept?: Exemplar): MetricsSnapshot {
  const sample = { metricName: 'fleetlab_run_wait_seconds_bucket', labels: { le: 0.1 }, value };
  const values = [kept ? { ...sample, exemplar: kept } : sample];
  return [{ name: 'fleetlab_run_wait_seconds', help: 'Waited.', type: 'histogram', aggregator: 'sum', values }];
}

function merged(...snapshots: MetricsSnapshot[]) {
  const [family] = mergeSnapshots(new Map(snapshots.map((snapshot, worker) => [String(worker), snapshot])));
  return family?.values[0];
}

describe('a bucket of several workers', () => {
  it('has the newest of their exemplars, whichever worker comes first', () => {
    const [older, newer] = [observed(1, exemplar('older', 1)), observed(2, exemplar('newer', 2))];
    expect(merged(older, newer)).toMatchObject({ value: 3, exemplar: { labelSet: { trace_id: 'newer' } } });
    expect(merged(newer, older)).toMatchObject({ value: 3, exemplar: { labelSet: { trace_id: 'newer' } } });
  });

  it('has the only exemplar there is, and none where there is none', () => {
    const [with1, without] = [observed(1, exemplar('only', 1)), observed(2)];
    expect(merged(without, with1)).toMatchObject({ exemplar: { labelSet: { trace_id: 'only' } } });
    expect(merged(with1, without)).toMatchObject({ exemplar: { labelSet: { trace_id: 'only' } } });
    expect(merged(without, without)).not.toHaveProperty('exemplar');
  });

  it('keeps the exemplar of a worker that died', () => {
    expect(countsOf(observed(1, exemplar('kept', 1)))[0]?.values[0]?.exemplar?.labelSet.trace_id).toBe('kept');
  });
});
