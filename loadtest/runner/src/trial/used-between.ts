import type { Throttling, Usage } from './trial.js';

/** What was used between two readings; null where one is missing, or a service died between and took its CPU time with it. */
export function usedBetween(open: Usage | null | undefined, close: Usage | null | undefined): Usage | null {
  if (!open || !close || close.cpuMs < open.cpuMs) return null;
  const throttling = throttledBetween(open.throttling, close.throttling);
  return { cpuMs: close.cpuMs - open.cpuMs, rssMiB: close.rssMiB, ...(throttling && { throttling }) };
}

function throttledBetween(open: Throttling | undefined, close: Throttling | undefined): Throttling | undefined {
  if (!open || !close || close.periods < open.periods) return undefined;
  return {
    periods: close.periods - open.periods,
    throttledPeriods: close.throttledPeriods - open.throttledPeriods,
    throttledMs: close.throttledMs - open.throttledMs,
  };
}
