import { describe, expect, it } from '@jest/globals';
import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import type { LoadOrder } from '../generator.js';
import { measurementOf } from './replay.js';
import { InstanceLog } from './samples/instance-log.js';

const START = 1_795_915_366_694;
const ORDER: LoadOrder = {
  baseUrl: '',
  path: '/threaded',
  query: {},
  work: { kind: 'single', name: 'sleep', params: { ms: 100 } },
  load: { kind: 'open', ratePerSecond: 10, arrivals: 'uniform' },
  clients: 0,
  spreadMs: 100,
  warmupMs: 1_000,
  durationMs: 2_000,
  seed: 1,
};

interface Said {
  readonly at: number;
  readonly tookMs: number;
  readonly lagMs?: number;
  readonly failure?: string;
  readonly request?: number;
}

/** One k6 that says these answers. */
function logOf(said: readonly Said[], { startedAt = START, dropped = 0 } = {}): InstanceLog {
  const log = new InstanceLog('k6');
  log.add(`h ${startedAt} 0.5`);
  for (const { at, tookMs, lagMs = 0, failure, request = 0 } of said) {
    const times = `${at} ${at + lagMs} ${at + tookMs}`;
    log.add(
      failure
        ? `f ${times} ${request} ${failure}`
        : `s ${times} 1 ${tookMs - 2} ${at + 1} ${at + tookMs - 1} 7 3 ${request} -`,
    );
  }
  log.add(`e ${said.length} ${dropped}`);
  return log;
}

/** Each 100 ms one that takes so long, as open loads of 10/s have it; k6 starts one at the very end, too. */
function evenly(tookMs: number, from = 0, everyMs = 100): Said[] {
  return Array.from({ length: Math.floor(3_000 / everyMs) + 1 }, (_, index) => ({
    at: from + index * everyMs,
    tookMs,
  }));
}

describe('what k6 said', () => {
  it('is counted as the embedded generator counts: what ends in the window', () => {
    const measured = measurementOf(ORDER, [logOf(evenly(50))], 0.25);
    expect(measured.requests).toEqual({ ok: 20, failed: 0, failures: {} });
    expect(measured.throughputPerS).toBeCloseTo(10, 6);
    expect(measured.meanInFlight).toBeCloseTo(0.5, 6);
    expect(measured.latencySumMs).toBeCloseTo(1_000, 3);
    expect(decodeFromCompressedBase64(measured.histograms.latency).getValueAtPercentile(50) / 1000).toBeCloseTo(50, 1);
    expect(measured.window).toEqual({ warmupMs: 1_000, durationMs: 2_000, clients: null, ratePerSecond: 10 });
    expect(measured.generator).toEqual({ scheduled: 20, started: 20, lagP99Ms: 0, loopUtilization: 0.25, dropped: 0 });
  });

  it('counts a latency from when the request was to start, and says how late it was sent', () => {
    const late = evenly(80).map((said) => ({ ...said, lagMs: 30 }));
    const measured = measurementOf(ORDER, [logOf(late)], 0);
    expect(decodeFromCompressedBase64(measured.histograms.latency).getValueAtPercentile(50) / 1000).toBeCloseTo(80, 0);
    expect(measured.generator.lagP99Ms).toBeCloseTo(30, 1);
    expect(measured.meanInFlight).toBeCloseTo(0.8, 6);
  });

  it('tells failures apart, and what was never sent', () => {
    const said = evenly(50).map((each, index) => (index === 15 ? { ...each, failure: '503 OVERLOADED' } : each));
    const measured = measurementOf(ORDER, [logOf(said, { dropped: 4 })], 0);
    expect(measured.requests).toEqual({ ok: 19, failed: 1, failures: { '503 OVERLOADED': 1 } });
    expect(measured.generator.dropped).toBe(4);
  });

  it('of two that share a load is that of one that has it all', () => {
    const first = logOf(evenly(50, 0, 200));
    const second = logOf(evenly(70, 100, 200));
    const both = measurementOf(ORDER, [first, second], 0);
    const one = logOf([...evenly(50, 0, 200), ...evenly(70, 100, 200)].sort((a, b) => a.at - b.at));
    expect(both).toEqual(measurementOf(ORDER, [one], 0));
  });

  it('of two is looked at while both were at it', () => {
    const logs = [logOf(evenly(50, 0, 200)), logOf(evenly(50, 100, 200), { startedAt: START + 40 })];
    const { window, requests } = measurementOf(ORDER, logs, 0);
    expect(window.durationMs).toBeCloseTo(1_960, 3);
    expect(requests.ok).toBe(20);
  });

  it('of a burst is each single request, by its number', () => {
    const load = { kind: 'burst', requests: 3, stalled: { request: 2, params: { ms: 500 } } } as const;
    const warmingUp = [{ at: 10, tookMs: 20 }];
    const burst = [
      { at: 1_010, tookMs: 600, request: 2 },
      { at: 1_005, tookMs: 30, request: 1 },
      { at: 1_015, tookMs: 5, request: 3, failure: 'ECONNRESET' },
    ];
    const measured = measurementOf({ ...ORDER, load }, [logOf([...warmingUp, ...burst])], 0);
    expect(measured.requests).toEqual({ ok: 2, failed: 1, failures: { ECONNRESET: 1 } });
    expect(measured.window).toMatchObject({ clients: 3, ratePerSecond: null });
    expect(measured.window.durationMs).toBeCloseTo(610, 3);
    const shown = measured.timeline.map(({ request, stalled, threadId, failure }) => [
      request,
      stalled,
      threadId,
      failure,
    ]);
    expect(shown).toEqual([
      [1, false, 3, null],
      [2, true, 3, null],
      [3, false, null, 'ECONNRESET'],
    ]);
    expect(measured.timeline[1]!.startedMs).toBeCloseTo(11, 3);
    expect(measured.timeline[1]!.answeredMs).toBeCloseTo(610, 3);
  });
});
