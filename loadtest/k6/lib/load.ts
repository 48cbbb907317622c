import { now, presentScenario } from './clock.ts';
import { type Arrival, constantArrival, type Step, steppedArrival } from './arrivals.ts';
import type { PhaseAt } from './phases.ts';
import { sayBegun } from './samples.ts';
import { tagSamples } from './tags.ts';

export interface Iteration {
  readonly number: number;
  /** Epoch milliseconds: when it was to start. */
  readonly intendedAt: number;
  /** The same, from the start of the load. */
  readonly atMs: number;
  readonly phase: string;
}

/** Where in an open load the present iteration is, by k6's own schedule. Its samples are tagged with its phase. */
export function openIteration(arrivalOf: (iteration: number) => Arrival): Iteration {
  const { iterationInTest: number, startTime } = presentScenario();
  sayBegun();
  const { phase, atMs } = arrivalOf(number);
  tagSamples({ phase });
  return { number, intendedAt: startTime + atMs, atMs, phase };
}

/** The same of a closed load, where a request is to start as soon as its client can. */
export function closedIteration(phaseAt: PhaseAt): Iteration {
  const { iterationInTest: number, startTime } = presentScenario();
  sayBegun();
  const intendedAt = now();
  const atMs = intendedAt - startTime;
  const phase = phaseAt(atMs);
  tagSamples({ phase });
  return { number, intendedAt, atMs, phase };
}

/** Arrivals at one rate. */
export function atRate(ratePerSecond: number, phaseAt: PhaseAt): (iteration: number) => Arrival {
  return (iteration) => {
    const atMs = constantArrival(ratePerSecond, iteration);
    return { phase: phaseAt(atMs), atMs };
  };
}

/** Arrivals at one rate after the other. */
export function inSteps(steps: readonly Step[]): (iteration: number) => Arrival {
  return (iteration) => steppedArrival(steps, iteration);
}
