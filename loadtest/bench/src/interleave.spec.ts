import { describe, expect, it } from '@jest/globals';
import { interleave } from './interleave.js';

describe('interleave', () => {
  it('warms each contender up, then measures them forwards and backwards in turn', async () => {
    const order: string[] = [];
    const contender = (what: string) => ({
      what,
      measure: (seconds: number) => {
        order.push(`${what} ${seconds} s`);
        return Promise.resolve({ perSecond: order.length });
      },
    });

    const plan = { rounds: 3, seconds: 2, warmupSeconds: 1 };
    const [a, b] = await interleave([contender('a'), contender('b')], plan, new AbortController().signal);

    expect(order).toEqual(['a 1 s', 'b 1 s', 'a 2 s', 'b 2 s', 'b 2 s', 'a 2 s', 'a 2 s', 'b 2 s']);
    expect(a.readings).toEqual([{ perSecond: 3 }, { perSecond: 6 }, { perSecond: 7 }]);
    expect(b.readings).toEqual([{ perSecond: 4 }, { perSecond: 5 }, { perSecond: 8 }]);
  });

  it('starts no further measurement once it is interrupted', async () => {
    const interrupted = new AbortController();
    let measured = 0;
    const contender = {
      what: 'a',
      measure: () => {
        if (++measured === 2) interrupted.abort(new Error('Stopped.'));
        return Promise.resolve({ perSecond: 1 });
      },
    };

    const run = interleave([contender], { rounds: 5, seconds: 1, warmupSeconds: 1 }, interrupted.signal);

    await expect(run).rejects.toThrow('Stopped.');
    expect(measured).toBe(2);
  });
});
