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
    ['{"level":60,"err":{"message":"no file"},"msg":"cannot start: no file"}', 'fatal: cannot start: no file'],
  ])('turns %s into %s', (line, readable) => {
    expect(readableLine(line)).toBe(readable);
  });
});
