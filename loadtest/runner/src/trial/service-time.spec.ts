import { describe, expect, it } from '@jest/globals';
import { measureServiceTime } from './service-time.js';

describe('the service time', () => {
  it('is that of code that has become as fast as it gets', async () => {
    // Each run is faster than the one before, down to 20 ms.
    let runs = 0;
    const { medianMs, fastestMs } = await measureServiceTime(async () => Math.max(20, 60 - 2 * runs++));
    expect(medianMs).toBe(20);
    expect(fastestMs).toBe(20);
  });

  it('is measured at least fifteen times after two batches that brought nothing', async () => {
    let runs = 0;
    await measureServiceTime(async () => (runs++, 20));
    expect(runs).toBe(3 * 5 + 15);
  });

  it('is not thrown off by one slow run', async () => {
    let runs = 0;
    const { medianMs } = await measureServiceTime(async () => (++runs % 10 === 0 ? 500 : 20));
    expect(medianMs).toBe(20);
  });

  it('is given up waiting for where work gets faster for ever', async () => {
    let time = 1e6;
    const { medianMs } = await measureServiceTime(async () => (time *= 0.9));
    expect(medianMs).toBeGreaterThan(0);
  });

  it('is that of the first failure where work fails', async () => {
    await expect(measureServiceTime(() => Promise.reject(new Error('503')))).rejects.toThrow('503');
  });
});
