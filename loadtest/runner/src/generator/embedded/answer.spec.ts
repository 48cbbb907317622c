import { describe, expect, it } from '@jest/globals';
import { noAnswer, readAnswer } from './answer.js';

const RIGHT = {
  result: 20,
  service: { pid: 12, threadId: 3 },
  timing: { receivedAt: 1, startedAt: 2, finishedAt: 22, waitMs: 1, serviceMs: 20, cpuMs: null },
};

describe('an answer', () => {
  it('that is right gives the times of the service', () => {
    expect(readAnswer(200, JSON.stringify(RIGHT), 20)).toEqual({
      isRight: true,
      startedAt: 2,
      finishedAt: 22,
      waitMs: 1,
      serviceMs: 20,
      pid: 12,
      threadId: 3,
      traceId: null,
    });
    expect(readAnswer(200, JSON.stringify({ ...RIGHT, traceId: 'abc' }), 20)).toMatchObject({ traceId: 'abc' });
  });

  it('may be an object, whose keys may come in any order', () => {
    const text = JSON.stringify({ ...RIGHT, result: { primes: 8, kind: 'compute' } });
    expect(readAnswer(200, text, { kind: 'compute', primes: 8 }).isRight).toBe(true);
  });

  it.each([
    ['another number', 200, JSON.stringify({ ...RIGHT, result: 21 }), 'wrong answer'],
    ['an object for a number', 200, JSON.stringify({ ...RIGHT, result: {} }), 'wrong answer'],
    ['no result', 200, JSON.stringify({ ...RIGHT, result: undefined }), 'wrong answer'],
    ['no times', 200, JSON.stringify({ result: 20 }), 'not an answer of a service'],
    ['null', 200, 'null', 'not an answer of a service'],
    ['half of it', 200, '{"result": 2', 'not an answer of a service'],
    ['a problem', 503, '{"code":"OVERLOADED","status":503}', '503 OVERLOADED'],
    ['an error page', 502, '<html>', '502'],
    ['a job that is only accepted', 202, '{"id":"x"}', '202'],
  ])('with %s is a failure', (_, status, text, failure) => {
    expect(readAnswer(status, text, 20)).toEqual({ isRight: false, failure });
  });

  it('that never came is named after the error', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(noAnswer(refused)).toEqual({ isRight: false, failure: 'ECONNREFUSED' });
  });
});
