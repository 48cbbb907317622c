import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ProgressDisplay } from './progress-display.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('progress on a terminal', () => {
  it('is one line that counts down, cut to the width', () => {
    const { stream, written } = createStream({ isTTY: true, columns: 24 });
    const display = new ProgressDisplay(stream);
    display.show('trial 1 of 9', 10_000);
    jest.advanceTimersByTime(1_000);
    expect(written.at(-1)).toBe('\r\x1b[Ktrial 1 of 9 · 9s left');
    display.show('trial 2 of 9 · a rather long name');
    expect(written.at(-1)).toBe('\r\x1b[Ktrial 2 of 9 · a rathe…');
    display.stop();
    expect(written.join('')).not.toContain('\n');
    expect(written.at(-1)).toBe('\r\x1b[K');
  });

  it('shortens what goes on rather than the time left', () => {
    const { stream, written } = createStream({ isTTY: true, columns: 80 });
    const display = new ProgressDisplay(stream);
    display.show(`trial 12 of 69 · ${'threaded r1 w1 t4 · compute n=300000 · closed 16 '.repeat(3)}`, 125_000);
    const line = written.at(-1)!.slice('\r\x1b[K'.length);
    expect(line).toMatch(/^trial 12 of 69 · threaded r1 w1 t4 .*… · 2m 05s left$/);
    expect(line).toHaveLength(79);
    display.stop();
  });

  it('steps aside for a line that stays', () => {
    const { stream, written } = createStream({ isTTY: true, columns: 80 });
    const display = new ProgressDisplay(stream);
    display.show('trial 1 of 9');
    display.note('a service ended');
    expect(written.join('')).toBe('\r\x1b[Ktrial 1 of 9\r\x1b[Ka service ended\n\r\x1b[Ktrial 1 of 9');
    display.stop();
  });
});

describe('progress elsewhere', () => {
  it('is a plain line at once and every few seconds, if there is news', () => {
    const { stream, written } = createStream({});
    const display = new ProgressDisplay(stream);
    display.show('starting');
    expect(written).toEqual(['starting\n']);
    jest.advanceTimersByTime(60_000);
    expect(written).toHaveLength(1);
    display.show('trial 1 of 9', 20_000);
    display.show('trial 2 of 9', 15_000);
    jest.advanceTimersByTime(10_000);
    expect(written).toEqual(['starting\n', 'trial 2 of 9 · 10s left\n', 'trial 2 of 9 · 5s left\n']);
    display.stop();
    jest.advanceTimersByTime(60_000);
    expect(written).toHaveLength(3);
  });
});

function createStream(properties: { isTTY?: boolean; columns?: number }) {
  const written: string[] = [];
  return { stream: { ...properties, write: (text: string) => written.push(text) > 0 }, written };
}
