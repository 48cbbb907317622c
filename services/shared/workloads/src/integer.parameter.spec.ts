import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { integerParameter } from './integer.parameter.js';

const schema = z.strictObject({ n: integerParameter({ min: 1, max: 10, default: 3, description: 'How many' }) });

describe('an integer parameter', () => {
  it.each([
    [{ n: 1 }, 1],
    [{ n: '10' }, 10],
    [{ n: '007' }, 7],
    [{}, 3],
    [{ n: undefined }, 3],
  ])('reads %j', (given, n) => {
    expect(schema.parse(given)).toEqual({ n });
  });

  it.each([
    '',
    ' ',
    '1.5',
    '1e1',
    '0x5',
    '+5',
    'abc',
    '0',
    '11',
    '-1',
    '99999999999999999999',
    0,
    11,
    1.5,
    NaN,
    null,
    {},
  ])('refuses %j and says what is expected', (n) => {
    expect(schema.safeParse({ n }).error?.issues[0]?.message).toBe('an integer from 1 to 10');
  });

  it('refuses a repeated parameter, even one repeated with the same value', () => {
    const message = 'one integer from 1 to 10, not given more than once';
    expect(schema.safeParse({ n: ['5', '5'] }).error?.issues[0]?.message).toBe(message);
  });

  it.each(['input', 'output'] as const)('describes itself in the JSON schema of its %s', (io) => {
    expect(z.toJSONSchema(schema, { io }).properties).toEqual({
      n: { type: 'integer', minimum: 1, maximum: 10, default: 3, description: 'How many' },
    });
  });
});
