import { describe, expect, it } from '@jest/globals';
import { goodEvidence, goodTrial } from '../../fixtures/good-evidence.js';
import { failedRequests } from './failed-requests.rule.js';

describe('failed requests', () => {
  it('are allowed up to the error rate that the experiment allows', () => {
    const trial = goodTrial({ requests: { ok: 990, failed: 10, failures: { TIMEOUT: 10 } } });
    expect(failedRequests(goodEvidence({ trials: [trial], allowedErrorRate: 0.01 }))).toBeUndefined();
    expect(failedRequests(goodEvidence({ trials: [trial], allowedErrorRate: 0.009 }))).toBeDefined();
  });
});
