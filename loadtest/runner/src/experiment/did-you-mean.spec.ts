import { describe, expect, it } from '@jest/globals';
import { closestTo } from './did-you-mean.js';

const MODELS = ['blocking', 'threaded', 'async', 'queue'];

describe('the word that was meant', () => {
  it.each([
    ['thraeded', 'threaded'],
    ['Async', 'async'],
    ['quueue', 'queue'],
    ['blockin', 'blocking'],
  ])('for %s is %s', (word, meant) => {
    expect(closestTo(word, MODELS)).toBe(meant);
  });

  it('is not guessed where nothing is near', () => {
    expect(closestTo('coroutine', MODELS)).toBeUndefined();
    expect(closestTo('x', [])).toBeUndefined();
  });
});
