import { describe, expect, it } from '@jest/globals';
import { allDone } from './all-done.js';

describe('changes that are made at once', () => {
  it('give what each of them gave', async () => {
    await expect(allDone([Promise.resolve(1), Promise.resolve(2)])).resolves.toEqual([1, 2]);
  });

  it('have failed only when none of them is under way any longer', async () => {
    const { promise: late, resolve } = Promise.withResolvers<void>();
    let isOver = false;
    const done = allDone([Promise.reject(new Error('refused')), late]).finally(() => (isOver = true));
    const outcome = expect(done).rejects.toThrow('refused');
    await new Promise(setImmediate);
    expect(isOver).toBe(false);
    resolve();
    await outcome;
  });
});
