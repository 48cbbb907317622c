import { duration, exact } from './figure.js';
import type { Recovery, RecoverySummary } from './recovery.js';

const UNKNOWN = '-';

/** When the promise was kept again, from the rise of the rate: `31 s`, `31 to 34 s`, `never broken`, `not again`. */
export function keptAgain({ perTrial }: RecoverySummary): string {
  if (perTrial.length === 0) return UNKNOWN;
  if (perTrial.every(({ brokenAtS }) => brokenAtS === null)) return 'never broken';
  if (perTrial.some(isBrokenForGood)) return 'not again';
  return seconds(perTrial.map(({ keptAgainAtS }) => keptAgainAtS ?? 0));
}

/** Broken, and not kept again before the load ended. */
export function isBrokenForGood({ brokenAtS, keptAgainAtS }: Recovery): boolean {
  return brokenAtS !== null && keptAgainAtS === null;
}

/** Seconds in which the promise was broken. */
export function brokenFor({ perTrial }: RecoverySummary): string {
  return seconds(perTrial.map(({ brokenSeconds }) => brokenSeconds));
}

export function worstP95({ perTrial }: RecoverySummary): string {
  return range(known(perTrial, 'worstP95Ms'), duration);
}

export function lost({ perTrial }: RecoverySummary): string {
  return range(
    perTrial.map((recovery) => recovery.lost),
    exact,
  );
}

export function mostPods({ perTrial }: RecoverySummary): string {
  return range(known(perTrial, 'mostReplicas'), exact);
}

export function podSeconds({ perTrial }: RecoverySummary): string {
  return range(known(perTrial, 'podSeconds'), exact);
}

function seconds(values: readonly number[]): string {
  return values.length === 0 ? UNKNOWN : `${range(values, exact)} s`;
}

function known(perTrial: readonly Recovery[], key: 'worstP95Ms' | 'mostReplicas' | 'podSeconds'): number[] {
  return perTrial.map((recovery) => recovery[key]).filter((value) => value !== null);
}

/** `31`, or `31 to 34` where trials differ. */
function range(values: readonly number[], format: (value: number) => string): string {
  if (values.length === 0) return UNKNOWN;
  const [least, most] = [format(Math.min(...values)), format(Math.max(...values))];
  return least === most ? least : `${least} to ${most}`;
}
