import { describe, expect, it } from '@jest/globals';
import { ApiException } from '@kubernetes/client-node';
import { retryWhileUnreachable, Unreachable } from './retry.js';

const refused = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) });
const answered = (code: number) => new ApiException(code, 'no', {}, {});

describe('a question to the API server', () => {
  it.each([
    ['cannot be reached', refused()],
    ['cannot answer now', answered(503)],
  ])('is asked again while it %s, which is told once, and told when it is over', async (_, error) => {
    const notes: string[] = [];
    let times = 0;
    const ask = () => (++times < 3 ? Promise.reject(error) : Promise.resolve('pods'));
    expect(await retryWhileUnreachable('listing pods', ask, { onNote: (note) => notes.push(note) })).toBe('pods');
    expect(notes).toEqual([
      expect.stringMatching(
        /^The API server cannot be reached \((ECONNREFUSED|status 503)\); listing pods is tried again/,
      ),
      'The API server answers again.',
    ]);
  });

  it('is given up after a while, with what was to be done', async () => {
    const asked = retryWhileUnreachable('listing pods', () => Promise.reject(refused()), { onNote, longestMs: 100 });
    await expect(asked).rejects.toThrow('The API server cannot be reached: listing pods failed (ECONNREFUSED).');
    await expect(asked).rejects.toBeInstanceOf(Unreachable);
  });

  it('counts as failed where nothing at all is said', async () => {
    const ask = () => new Promise<never>(() => undefined);
    const asked = retryWhileUnreachable('listing pods', ask, { onNote, longestMs: 0, noAnswerMs: 10 });
    await expect(asked).rejects.toThrow('listing pods failed (NO_ANSWER)');
  });

  it('is not asked again where the answer is no', async () => {
    let times = 0;
    const ask = () => {
      times++;
      return Promise.reject(answered(403));
    };
    await expect(retryWhileUnreachable('listing pods', ask, { onNote })).rejects.toBeInstanceOf(ApiException);
    expect(times).toBe(1);
  });

  it('is not asked again once nobody wants to know', async () => {
    const controller = new AbortController();
    const ask = () => {
      controller.abort(new Error('enough'));
      return Promise.reject(refused());
    };
    const { signal } = controller;
    await expect(retryWhileUnreachable('listing pods', ask, { onNote, signal })).rejects.toThrow('enough');
  });
});

function onNote(): void {}
