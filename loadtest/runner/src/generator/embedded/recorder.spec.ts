import { describe, expect, it } from '@jest/globals';
import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import type { Answer } from './answer.js';
import { Recorder } from './recorder.js';

const RIGHT: Answer = { isRight: true, startedAt: 0, finishedAt: 0, waitMs: 2, serviceMs: 20, pid: 1, threadId: 0 };
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
    recorder.ended(50, 175, RIGHT);
    recorder.ended(150, 250, RIGHT);
    expect(recorder.result().meanInFlight).toBeCloseTo((75 + 50) / 100);
  });

  it('counts a request that was started late as under way from its intended start', () => {
    const recorder = new Recorder({ openAt: 0, closeAt: 100 });
    recorder.started(20, 60);
    recorder.ended(20, 80, RIGHT);
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
});

function record(recorder: Recorder, startedAt: number, endedAt: number, answer = RIGHT) {
  recorder.started(startedAt, startedAt);
  recorder.ended(startedAt, endedAt, answer);
}
