import { describe, expect, it } from '@jest/globals';
import { goodTrial } from '../../fixtures/good-evidence.js';
import type { RequestSample } from '../trial/trial.js';
import { summariseBurst } from './burst.js';

const STALLED = { request: 3, params: { ms: 3000 } };

/** Requests of 100 ms, one after another or all at once, the third one taking 3 s. */
function trial(mode: 'in turn' | 'at once') {
  let free = 0;
  const timeline = [1, 2, 3, 4, 5].map((request): RequestSample => {
    const startedMs = mode === 'in turn' ? free : 1;
    free = startedMs + (request === 3 ? 3000 : 100);
    return {
      request,
      sentMs: 0,
      startedMs,
      finishedMs: free,
      answeredMs: free + 1,
      pid: 1,
      threadId: 0,
      failure: null,
      stalled: request === 3,
    };
  });
  return goodTrial({ timeline });
}

describe('a burst with a stalled request', () => {
  it('names those that waited behind it', () => {
    expect(summariseBurst(STALLED, [trial('in turn'), trial('in turn'), trial('in turn')])).toEqual({
      lastAnswerMs: 3401,
      stall: { request: 3, ranMs: 3000, waiters: [4, 5], sameInEveryTrial: true, longestWaitMs: 3300 },
    });
  });

  it('names nobody where all ran at once', () => {
    expect(summariseBurst(STALLED, [trial('at once')]).stall).toMatchObject({ waiters: [], longestWaitMs: 1 });
  });

  it('says when it was not the same in every trial', () => {
    const { stall } = summariseBurst(STALLED, [trial('at once'), trial('in turn')]);
    expect(stall).toMatchObject({ waiters: [4, 5], sameInEveryTrial: false });
  });

  it('says nothing of a stall that failed before it ran', () => {
    const { timeline } = trial('at once');
    const failed = timeline.map((sample) =>
      sample.stalled ? { ...sample, startedMs: null, finishedMs: null, failure: 'TIMEOUT' } : sample,
    );
    expect(summariseBurst(STALLED, [goodTrial({ timeline: failed })]).stall).toMatchObject({
      ranMs: null,
      waiters: [],
    });
  });
});
