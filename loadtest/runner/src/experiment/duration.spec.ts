import { describe, expect, it } from '@jest/globals';
import { durationBetween, formatDuration, parseDuration } from './duration.js';

describe('a duration', () => {
  it.each([
    ['500ms', 500],
    ['2s', 2_000],
    ['1.5m', 90_000],
    ['0s', 0],
  ])('%s is %d milliseconds', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['2', 's', '2 s', '-1s', '1h', '1e3ms', ''])('is not "%s"', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('is written as it is read', () => {
    for (const ms of [1, 500, 1_500, 60_000, 90_000]) expect(parseDuration(formatDuration(ms))).toBe(ms);
  });

  it('outside its bounds is refused with the bounds', () => {
    const { error } = durationBetween('100ms', '1m').safeParse('2m');
    expect(error?.issues[0]?.message).toBe(
      'found "2m"; allowed: a duration from 100ms to 1m, such as 500ms, 2s or 1.5m.',
    );
  });
});
