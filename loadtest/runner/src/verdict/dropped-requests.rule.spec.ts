import { describe, expect, it } from '@jest/globals';
import { goodEvidence, goodTrial } from '../../fixtures/good-evidence.js';
import { droppedRequests } from './dropped-requests.rule.js';

function trialsThatDropped(...dropped: (number | undefined)[]) {
  return dropped.map((each, index) => {
    const { generator } = goodTrial();
    return goodTrial({ number: index + 1, generator: { ...generator, ...(each !== undefined && { dropped: each }) } });
  });
}

describe('requests that k6 never sent', () => {
  it('are none where nothing is said of them, or that there were none', () => {
    expect(droppedRequests(goodEvidence({ trials: trialsThatDropped(undefined, 0, 0) }))).toBeUndefined();
  });

  it('make a cell invalid, by the trial with the most', () => {
    const reason = droppedRequests(goodEvidence({ trials: trialsThatDropped(0, 3, 12) }));
    expect(reason?.verdict).toBe('invalid');
    expect(reason?.text).toMatch(/^k6 never sent 12 requests of trial 3 \(none expected\)/);
  });
});
