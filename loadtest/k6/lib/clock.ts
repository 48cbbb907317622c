import exec from 'k6/execution';
import type { Scenario } from 'k6/options';

/** How long the load lasts; undefined where the fleet decides that. */
let lengthMs: number | undefined;
/** From the start of the test to that of the load, as this VU has found it. */
let setupMs: number | undefined;
/** k6 makes such an object anew each time that it is asked for, which takes longer than all else that a request costs. */
const found: { instance?: typeof exec.instance; scenario?: typeof exec.scenario } = {};

/** Where the present iteration is; not for setup(). */
export function presentScenario(): typeof exec.scenario {
  return (found.scenario ??= exec.scenario);
}

/** Tells the clock, before the load, what it is a clock of. */
export function setClock(scenario: Scenario): void {
  const { duration, stages } = scenario as {
    readonly duration?: string;
    readonly stages?: readonly { readonly duration: string }[];
  };
  const parts = stages?.map((stage) => stage.duration) ?? (duration === undefined ? [] : [duration]);
  lengthMs = parts.length === 0 ? undefined : parts.reduce((sum, part) => sum + parseFloat(part), 0);
}

/**
 * Milliseconds since the load began, in fractions of them, which Date.now() of k6 does not tell: its clock of the test
 * does, and the share of the load that has passed says how far both are apart.
 */
export function sinceStart(): number {
  const { currentTestRunDuration } = (found.instance ??= exec.instance);
  setupMs ??= currentTestRunDuration - passedMs();
  return currentTestRunDuration - setupMs;
}

/** The same in epoch milliseconds. */
export function now(): number {
  return presentScenario().startTime + sinceStart();
}

function passedMs() {
  const { progress, startTime } = presentScenario();
  return lengthMs !== undefined && progress < 1 ? progress * lengthMs : Date.now() - startTime;
}
