import type { Step } from './arrivals.ts';

/** A part of the load that is looked at by itself. Its name is the tag `phase` of its samples. */
export interface Phase {
  readonly name: string;
  /** 0 where the fleet decides how long it is. */
  readonly durationMs: number;
}

/** What comes before the figures count. */
export const WARMUP = 'warmup';
/** What comes after: answers to requests of the last phase, for instance. */
const AFTERWARDS = 'afterwards';

export type PhaseAt = (atMs: number) => string;

/** Which phase a time after the start of the load is in: the warm-up, then one after the other. */
export function phaseAt(warmupMs: number, phases: readonly Phase[]): PhaseAt {
  return (atMs) => {
    let endMs = warmupMs;
    if (atMs < endMs) return WARMUP;
    return phases.find(({ durationMs }) => atMs < (endMs += durationMs))?.name ?? AFTERWARDS;
  };
}

/** The phases of a load in steps, without its warm-up. */
export function phasesOf(steps: readonly Step[]): Phase[] {
  const measured = steps.filter(({ phase }) => phase !== WARMUP);
  return measured.map(({ phase, durationMs }) => ({ name: phase, durationMs }));
}
