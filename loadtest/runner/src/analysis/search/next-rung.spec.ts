import { describe, expect, it } from '@jest/globals';
import type { Probe } from './judge-probe.js';
import { nextRung } from './next-rung.js';
import { rungOutcome } from './rung-outcome.js';

/** As many rungs as from 10/s to 80/s by 4 %. */
const RUNGS = 54;
const MET: Probe = { outcome: 'met', why: '' };
const MISSED: Probe = { outcome: 'missed', why: 'p95 900 ms' };
const UNKNOWN: Probe = { outcome: 'unknown', why: 'generator fell behind' };

/** @param probe what a trial of a rung says, given how many of it there were before */
function search(probe: (rung: number, before: number) => Probe, rungs = RUNGS) {
  const probes: Probe[][] = Array.from({ length: rungs }, () => []);
  const tried: number[] = [];
  for (;;) {
    const { met, missed, next } = nextRung(probes.map(rungOutcome));
    if (next === null || tried.length === 100) return { met, missed, tried };
    probes[next]!.push(probe(next, probes[next]!.length));
    tried.push(next);
  }
}

describe('a search', () => {
  it('finds the last rung that is met, wherever it is, and tries both ends twice', () => {
    for (let limit = 0; limit < RUNGS - 1; limit++) {
      const { met, missed, tried } = search((rung) => (rung <= limit ? MET : MISSED));
      expect([met, missed]).toEqual([limit, limit + 1]);
      expect(tried.length).toBeLessThanOrEqual(8);
      for (const end of [limit, limit + 1]) expect(tried.filter((rung) => rung === end)).toHaveLength(2);
    }
  });

  it('has no end where all is met, or nothing', () => {
    expect(search(() => MET)).toMatchObject({ met: RUNGS - 1, missed: null });
    expect(search(() => MISSED)).toMatchObject({ met: null, missed: 0 });
    expect(search(() => MET, 1)).toEqual({ met: 0, missed: null, tried: [0, 0] });
  });

  it('goes on where a second trial contradicts the first and the third agrees with it', () => {
    const { met, missed, tried } = search((rung, before) =>
      rung <= 34 && !(rung === 26 && before === 0) ? MET : MISSED,
    );
    expect([met, missed]).toEqual([34, 35]);
    expect(tried.slice(0, 1)).toEqual([26]);
    expect(tried.filter((rung) => rung === 26)).toHaveLength(3);
  });

  it('takes a rung of which two trials say nothing for one that is missed', () => {
    const { met, missed } = search((rung) => (rung <= 20 ? MET : UNKNOWN));
    expect([met, missed]).toEqual([20, 21]);
  });

  it('tries again where one trial says nothing', () => {
    const { met, missed } = search((rung, before) =>
      before === 0 && rung % 2 === 1 ? UNKNOWN : rung <= 20 ? MET : MISSED,
    );
    expect([met, missed]).toEqual([20, 21]);
  });
});
