/** A part of an open load: so many requests a second for so long. */
export interface Step {
  readonly phase: string;
  readonly ratePerSecond: number;
  readonly durationMs: number;
}

export interface Arrival {
  readonly phase: string;
  /** From the start of the scenario. */
  readonly atMs: number;
}

/** k6's constant-arrival-rate starts iteration i at i / rate, as long as it drops none. */
export function constantArrival(ratePerSecond: number, iteration: number): number {
  return (iteration * 1000) / ratePerSecond;
}

/** k6's ramping-arrival-rate starts an iteration each time that another one is due: the first at 1 / rate, as long as it drops none. */
export function steppedArrival(steps: readonly Step[], iteration: number): Arrival {
  let due = iteration + 1;
  let startMs = 0;
  for (const { phase, ratePerSecond, durationMs } of steps) {
    const inStep = (ratePerSecond * durationMs) / 1000;
    if (due <= inStep) return { phase, atMs: startMs + (due * 1000) / ratePerSecond };
    due -= inStep;
    startMs += durationMs;
  }
  return { phase: steps.at(-1)?.phase ?? '', atMs: startMs };
}
