import { describe, expect, it } from '@jest/globals';
import { goodEvidence, goodTrial } from '../../fixtures/good-evidence.js';
import { littlesLawOff } from './littles-law.rule.js';

describe("Little's law", () => {
  // One client, a wait of 1 s, a window of 5 s: whether four or five of its requests end inside is chance.
  const oneClient = goodTrial({
    window: { warmupMs: 2000, durationMs: 5000, clients: 1, ratePerSecond: null },
    requests: { ok: 4, failed: 0, failures: {} },
    meanInFlight: 1,
    latencySumMs: 4008,
  });

  it('forgives a window of few requests the one that its edge cuts', () => {
    expect(
      littlesLawOff(goodEvidence({ trials: [oneClient, oneClient, oneClient], longestLatencyMs: 1002 })),
    ).toBeUndefined();
  });
});
