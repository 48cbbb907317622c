import type { Scenario } from 'k6/options';
import type { Step } from './arrivals.ts';
import { config } from './config.ts';

/** Rates are given to k6 in thousandths, because it takes whole numbers only. */
const TIME_UNIT = '1000s';
/** Whoever is under way at the end is waited for: a request that was sent is counted. */
const gracefulStop = graceFor(config.TIMEOUT);

/** Clients that each wait for the answer. */
export function closedScenario(vus: number, durationMs: number): Scenario {
  return { executor: 'constant-vus', vus, duration: `${durationMs}ms`, gracefulStop };
}

/**
 * Requests that come when the schedule says. All VUs are made before, because making one takes time from the load.
 *
 * @param iterationMs the most that an iteration takes
 */
export function openScenario(
  ratePerSecond: number,
  durationMs: number,
  vus: number,
  iterationMs = config.TIMEOUT,
): Scenario {
  return {
    executor: 'constant-arrival-rate',
    rate: Math.round(ratePerSecond * 1000),
    timeUnit: TIME_UNIT,
    duration: `${durationMs}ms`,
    preAllocatedVUs: vus,
    maxVUs: vus,
    gracefulStop: graceFor(iterationMs),
  };
}

/** The same at one rate after the other. */
export function steppedScenario(steps: readonly Step[], vus: number): Scenario {
  const [first] = steps;
  const rateOf = (step: Step) => Math.round(step.ratePerSecond * 1000);
  return {
    executor: 'ramping-arrival-rate',
    startRate: first ? rateOf(first) : 0,
    timeUnit: TIME_UNIT,
    stages: steps.flatMap((step) => [
      { duration: '0s', target: rateOf(step) },
      { duration: `${step.durationMs}ms`, target: rateOf(step) },
    ]),
    preAllocatedVUs: vus,
    maxVUs: vus,
    gracefulStop,
  };
}

/** Enough for answers that take twice as long as asked, and half a second: with more under way at once a fleet does not keep up. */
export function vusFor(ratePerSecond: number, requestedMs: number): number {
  return Math.ceil(ratePerSecond * ((2 * requestedMs) / 1000 + 0.5)) + 5;
}

/** All start together, once. */
export function burstScenario(vus: number): Scenario {
  return { executor: 'per-vu-iterations', vus, iterations: 1, maxDuration: '10m', gracefulStop };
}

function graceFor(iterationMs: number) {
  return `${iterationMs + 1000}ms`;
}
