import { describe, expect, it } from '@jest/globals';
import { LastWords } from './last-words.js';

describe('LastWords', () => {
  it('puts lines together that arrive in pieces', () => {
    const lines: string[] = [];
    const words = new LastWords((line) => lines.push(line));
    for (const piece of ['fir', 'st\nsec', 'ond\r\n', '\n', 'unfin']) words.write(piece);
    expect(lines).toEqual(['first', 'second']);
    expect(words.lines).toEqual(['first', 'second', 'unfin']);
  });

  it('keeps the last 20 lines only', () => {
    const words = new LastWords(() => {});
    for (let i = 1; i <= 1_000; i++) words.write(`line ${i}\n`);
    expect(words.lines).toHaveLength(20);
    expect(words.lines.at(-1)).toBe('line 1000');
  });

  it('does not grow with a line that never ends', () => {
    const words = new LastWords(() => {});
    for (let i = 0; i < 100; i++) words.write('x'.repeat(1_000));
    expect(words.lines.join('').length).toBeLessThanOrEqual(2_000);
  });
});
