import { expect, it } from '@jest/globals';
import { goodTrial } from '../../fixtures/good-evidence.js';
import { littlesLaw } from './littles-law.js';

it("Little's law: 16 requests under way for 5 s are 1 000 requests of 80 ms", () => {
  expect(littlesLaw([goodTrial()])).toEqual({ inFlightMs: 80_000, latencyMs: 80_000 });
  expect(littlesLaw([goodTrial(), goodTrial({ meanInFlight: 8 })])).toEqual({
    inFlightMs: 120_000,
    latencyMs: 160_000,
  });
});
