import { describe, expect, it } from '@jest/globals';
import { runAtOnce, runSliced } from './pieces.js';
import { waitBlocking } from './wait.js';

function* slowPieces(count: number) {
  for (let piece = 0; piece < count; piece++) {
    waitBlocking(6);
    yield;
  }
  return count;
}

describe('work in pieces', () => {
  it('lets others in between slices when it is sliced', async () => {
    let turns = 0;
    let isOver = false;
    const turn = () => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    expect(await runSliced(slowPieces(5))).toBe(5);
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  it('lets nobody in when it is run at once', () => {
    let hasFired = false;
    const immediate = setImmediate(() => (hasFired = true));
    expect(runAtOnce(slowPieces(2))).toBe(2);
    expect(hasFired).toBe(false);
    clearImmediate(immediate);
  });
});
