import { describe, expect, it } from '@jest/globals';
import { readLine } from './sample-line.js';

const TRACE = '10b776cfff7bfc5116a89b3e154ebf23';

describe('a line of k6', () => {
  it('says when the load began', () => {
    expect(readLine('h 1795915366694 88.389')).toEqual({ kind: 'begun', startedAt: 1795915366694, saidMs: 88.389 });
  });

  it('tells a right answer, with the times of the service', () => {
    expect(readLine(`s 10.500 10.900 120.250 3.901 102.076 -0.250 123.668 27314 3 5 ${TRACE}`)).toEqual({
      kind: 'sample',
      sample: {
        ...{ intendedMs: 10.5, sentMs: 10.9, answeredMs: 120.25, request: 5, traceId: TRACE },
        answer: {
          ...{ isRight: true, startedAt: -0.25, finishedAt: 123.668, waitMs: 3.901, serviceMs: 102.076 },
          ...{ pid: 27314, threadId: 3, traceId: TRACE },
        },
      },
    });
  });

  it('tells a failure, in words', () => {
    const line = readLine('f 0.000 0.586 117.617 0 503 OVERLOADED');
    expect(line).toMatchObject({
      kind: 'sample',
      sample: { answeredMs: 117.617, answer: { isRight: false, failure: '503 OVERLOADED' }, traceId: null },
    });
  });

  it('says how much there was', () => {
    expect(readLine('e 225 3')).toEqual({ kind: 'end', written: 225, dropped: 3 });
  });

  it.each(['', 'something went wrong', 's 1 2 3', 'h soon', 'failed to start', 'e'])(
    'that is none of them is something it has to say: %j',
    (text) => {
      expect(readLine(text)).toEqual({ kind: 'words', text });
    },
  );
});
