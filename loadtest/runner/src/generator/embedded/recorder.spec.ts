import { describe, expect, it } from '@jest/globals';
import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import type { Answer } from './answer.js';
import { Recorder } from './recorder.js';

const RIGHT: Answer = {
  isRight: true,
  startedAt: 0,
  finishedAt: 0,
  waitMs: 2,
  serviceMs: 20,
  pid: 1,
  threadId: 0,
  traceId: null,
};
const WRONG: Answer = { isRight: false, failure: 'wrong answer' };

describe('a recorder', () => {
  it('counts what ended in the window, and only that', () => {
    const recorder = new Recorder({ openAt: 100, closeAt: 200 });
    record(recorder, 50, 99.9);
    record(recorder, 50, 100);
    record(recorder, 150, 199.9);
    record(recorder, 150, 180, WRONG);
    record(recorder, 150, 200);
    const { requests, latencySumMs } = recorder.result();
    expect(requests).toEqual({ ok: 2, failed: 1, failures: { 'wrong answer': 1 } });
    expect(latencySumMs).toBeCloseTo(50 + 49.9 + 30);
  });

  it('takes throughput from the first right answer to the last', () => {
    const recorder = new Recorder({ openAt: 0, closeAt: 1000 });
    for (const at of [100, 110, 120, 130]) record(recorder, at - 5, at);
    record(recorder, 900, 990, WRONG);
    expect(recorder.result().throughputPerS).toBeCloseTo(100);
  });

  it('has no throughput below two answers', () => {
    const recorder = new Recorder({ openAt: 0, closeAt: 1000 });
    expect(recorder.result().throughputPerS).toBeNull();
    record(recorder, 1, 2);
    expect(recorder.result().throughputPerS).toBeNull();
  });

  it('integrates what is under way over the window, whatever began before it and ended after', () => {
    const recorder = new Recorder({ openAt: 100, closeAt: 200 });
    recorder.started(50, 50);
    recorder.started(150, 150);
    recorder.ended(50, 175, RIGHT, null);
    recorder.ended(150, 250, RIGHT, null);
    expect(recorder.result().meanInFlight).toBeCloseTo((75 + 50) / 100);
  });

  it('counts a request that was started late as under way from its intended start', () => {
    const recorder = new Recorder({ openAt: 0, closeAt: 100 });
    recorder.started(20, 60);
    recorder.ended(20, 80, RIGHT, null);
    const { meanInFlight, latencySumMs } = recorder.result();
    expect(meanInFlight).toBeCloseTo(0.6);
    expect(latencySumMs).toBeCloseTo(60);
  });

  it('tells the first half of the window from the second', () => {
    const recorder = new Recorder({ openAt: 0, closeAt: 100 });
    record(recorder, 0, 40);
    record(recorder, 70, 80);
    expect(recorder.result().halves).toEqual({ firstMeanMs: 40, secondMeanMs: 10 });
  });

  it('keeps histograms in microseconds, of right answers only', () => {
    const recorder = new Recorder({ openAt: 0, closeAt: 100 });
    record(recorder, 10, 11.5);
    record(recorder, 10, 90, WRONG);
    const { latency, wait, service } = recorder.result().histograms;
    expect(decodeFromCompressedBase64(latency).totalCount).toBe(1);
    expect(decodeFromCompressedBase64(latency).maxValue).toBe(1500);
    expect(decodeFromCompressedBase64(wait).maxValue).toBe(2000);
    expect(decodeFromCompressedBase64(service).mean / 1000).toBeCloseTo(20, 1);
  });

  it('keeps the slowest of the traced requests that were answered rightly in the window', () => {
    const recorder = new Recorder({ openAt: 100, closeAt: 200 });
    for (const [index, ms] of [10, 40, 20, 60, 30, 50, 5].entries()) {
      record(recorder, 190 - ms, 190, RIGHT, `trace ${index}`);
    }
    record(recorder, 100, 190, RIGHT);
    record(recorder, 100, 190, WRONG, 'wrong');
    record(recorder, 0, 99, RIGHT, 'before');
    const { slowestTraced } = recorder.result();
    expect(slowestTraced!.map(({ traceId, latencyMs }) => [traceId, latencyMs])).toEqual([
      ['trace 3', 60],
      ['trace 5', 50],
      ['trace 1', 40],
      ['trace 4', 30],
      ['trace 2', 20],
    ]);
    expect(slowestTraced![0]).toMatchObject({ waitMs: 2, serviceMs: 20 });
    expect(Date.parse(slowestTraced![0]!.at)).toBeCloseTo(performance.timeOrigin + 130, -1);
  });
});

function record(recorder: Recorder, startedAt: number, endedAt: number, answer = RIGHT, traceId: string | null = null) {
  recorder.started(startedAt, startedAt);
  recorder.ended(startedAt, endedAt, answer, traceId);
}
