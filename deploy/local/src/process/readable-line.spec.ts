import { describe, expect, it } from '@jest/globals';
import { readableLine } from './readable-line.js';

describe('readableLine', () => {
  it.each([
    ['plain words', 'plain words'],
    ['{ not json', '{ not json'],
    ['{"a":1}', '{"a":1}'],
    ['{"level":30,"msg":"ready","port":1}', 'ready'],
    ['{"level":40,"time":"now","msg":"slow"}', 'warning: slow'],
    [
      '{"level":50,"err":{"message":"x is null","stack":"Error: x is null\\n    at run (a.js:1:2)\\n    at b.js:3:4"},"msg":"failed"}',
      'error: failed: x is null (at run (a.js:1:2))',
    ],
    [
      '{"level":40,"model":"async","pid":7,"reason":"{\\"stack\\":\\"Error: x\\\\n at y\\",\\"message\\":\\"connect ECONNREFUSED ::1:4318\\"}","leftOut":3,"msg":"traces are not exported"}',
      'warning: traces are not exported (reason: connect ECONNREFUSED ::1:4318, leftOut: 3)',
    ],
    ['{"level":40,"reason":"{ two\\n  lines","msg":"slow"}', 'warning: slow (reason: { two lines)'],
    [
      '{"level":30,"method":"GET","url":"/async/noop","status":200,"durationMs":1.25,"traceId":"4bf9","spanId":"00f0","msg":"answered"}',
      'answered (method: GET, url: /async/noop, status: 200, durationMs: 1.25, traceId: 4bf9)',
    ],
    ['{"level":40,"code":null,"signal":"SIGKILL","msg":"a worker ended"}', 'warning: a worker ended (signal: SIGKILL)'],
    ['{"level":60,"err":{"message":"no file"},"msg":"cannot start: no file"}', 'fatal: cannot start: no file'],
  ])('turns %s into %s', (line, readable) => {
    expect(readableLine(line)).toBe(readable);
  });
});
