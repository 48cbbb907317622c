import { describe, expect, it } from '@jest/globals';
import { PROBLEMS } from '@fleetlab/kit';
import { PROBLEMS as GATEWAY_PROBLEMS } from '@fleetlab/local/gateway/problems';

describe('a code that both the gateway and the services answer', () => {
  const shared = Object.keys(GATEWAY_PROBLEMS).filter((code) => code in PROBLEMS);

  it.each(shared)('%s has the same status and title', (code) => {
    expect(GATEWAY_PROBLEMS[code as keyof typeof GATEWAY_PROBLEMS]).toEqual(PROBLEMS[code as keyof typeof PROBLEMS]);
  });

  it('is there at all', () => {
    expect(shared).not.toEqual([]);
  });
});
