import { describe, expect, it } from '@jest/globals';
import { readParams } from '../../loadtest/k6/lib/params.ts';
import { readSettings } from '../../loadtest/k6/lib/read-settings.ts';
import * as setting from '../../loadtest/k6/lib/setting.ts';

const SHAPE = {
  BASE_URL: setting.url('http://127.0.0.1:8080'),
  RATE: setting.rate(5),
  VUS: setting.optionalInteger(1, 100),
  WARMUP: setting.duration('2s'),
  THINK_TIME: setting.durationRange('0s'),
  TRACE_SHARE: setting.share(0.01),
};

describe('the settings of k6 scripts', () => {
  it('have defaults, also where a variable is given as nothing', () => {
    expect(readSettings(SHAPE, { RATE: '' })).toEqual({
      BASE_URL: 'http://127.0.0.1:8080',
      RATE: 5,
      VUS: null,
      WARMUP: 2000,
      THINK_TIME: { min: 0, max: 0 },
      TRACE_SHARE: 0.01,
    });
  });

  it('are read with their units', () => {
    const given = { BASE_URL: 'https://lab.example/', RATE: '0.5', WARMUP: '1.5m', THINK_TIME: '500ms-2s', VUS: '7' };
    expect(readSettings(SHAPE, given)).toMatchObject({
      BASE_URL: 'https://lab.example',
      RATE: 0.5,
      WARMUP: 90_000,
      THINK_TIME: { min: 500, max: 2000 },
      VUS: 7,
    });
  });

  it.each([
    ['BASE_URL', 'localhost:8080', 'a URL such as http://127.0.0.1:8080'],
    ['RATE', '0', 'a number from 0.001 to 100000'],
    ['VUS', '101', 'a whole number from 1 to 100'],
    ['WARMUP', '2', 'a duration such as 500ms, 10s or 5m'],
    ['THINK_TIME', '5s-1s', 'a duration such as 2s, or two with the shorter first, such as 1s-5s'],
    ['TRACE_SHARE', '1.5', 'a number from 0 to 1'],
  ])('refuse %s=%s by name', (name, value, expected) => {
    expect(() => readSettings(SHAPE, { [name]: value })).toThrow(
      `${name}="${value}" cannot be used: expected ${expected}.`,
    );
  });

  it('are refused all at once', () => {
    expect(() => readSettings(SHAPE, { RATE: 'x', WARMUP: 'y' })).toThrow(/RATE="x".* WARMUP="y"/);
  });

  it('fill in the parameters that are not given', () => {
    expect(readParams('PARAMS', 'ms=7', 'steps')).toEqual({ n: 5, ms: 7 });
  });

  it.each([
    ['n=1', 'sleep', 'whole numbers for sleep, such as ms=100'],
    ['ms=a', 'sleep', 'whole numbers for sleep, such as ms=100'],
    ['ms=1', 'noop', 'nothing: noop has no parameters'],
  ] as const)('refuse the parameters %s of %s', (given, workload, expected) => {
    expect(() => readParams('PARAMS', given, workload)).toThrow(
      `PARAMS="${given}" cannot be used: expected ${expected}.`,
    );
  });
});
