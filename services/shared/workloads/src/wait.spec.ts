import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { wait, waitBlocking } from './wait.js';

describe('a blocking wait', () => {
  it('lets no timer fire before it is over', () => {
    let hasFired = false;
    const timer = setTimeout(() => (hasFired = true), 1);
    waitBlocking(20);
    expect(hasFired).toBe(false);
    clearTimeout(timer);
  });

  it('is never shorter than asked', () => {
    for (let ms = 1; ms <= 10; ms++) {
      const start = performance.now();
      waitBlocking(ms);
      expect(performance.now() - start).toBeGreaterThanOrEqual(ms);
    }
  });
});

describe('a non-blocking wait', () => {
  it('lets a shorter timer fire before it is over', async () => {
    let hasFired = false;
    setTimeout(() => (hasFired = true), 1);
    await wait(20);
    expect(hasFired).toBe(true);
  });

  it('is never shorter than asked, on a loop that other work keeps turning', async () => {
    let isOver = false;
    const turning = (async () => {
      while (!isOver) await setImmediate();
    })();
    const waits = Array.from({ length: 100 }, async (_, index) => {
      const ms = 1 + (index % 10);
      const start = performance.now();
      await wait(ms);
      return performance.now() - start - ms;
    });
    const spare = Math.min(...(await Promise.all(waits)));
    isOver = true;
    await turning;
    expect(spare).toBeGreaterThanOrEqual(0);
  });

  it('of nothing needs no timer', async () => {
    let hasFired = false;
    const timer = setTimeout(() => (hasFired = true), 0);
    await wait(0);
    expect(hasFired).toBe(false);
    clearTimeout(timer);
  });
});
