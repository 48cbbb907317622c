import type { Throttling, Usage } from './trial.js';

/** What was used up to a moment. */
export interface UsageReading extends Usage {
  /** The same by pod, where pods may come and go between two readings. */
  readonly byPod?: Readonly<Record<string, Usage>>;
}

/** What was used between two readings; null where one is missing, or a service went between and took its CPU time with it. */
export function usedBetween(
  open: UsageReading | null | undefined,
  close: UsageReading | null | undefined,
): Usage | null {
  if (!open || !close) return null;
  if (!open.byPod || !close.byPod) return difference(open, close);
  const pods = Object.entries(close.byPod);
  if (Object.keys(open.byPod).some((pod) => !close.byPod![pod])) return null;
  const used = pods.map(([pod, usage]) => difference(open.byPod![pod] ?? nothingBefore(usage), usage));
  return used.every((usage) => usage !== null) ? sumOfUsage(used) : null;
}

/** Of all of them together. Throttling is that of those that have a limit. */
export function sumOfUsage(all: readonly Usage[]): Usage {
  const limited = all.flatMap(({ throttling }) => throttling ?? []);
  return {
    cpuMs: sum(all, ({ cpuMs }) => cpuMs),
    rssMiB: sum(all, ({ rssMiB }) => rssMiB),
    ...(limited.length > 0 && {
      throttling: {
        periods: sum(limited, ({ periods }) => periods),
        throttledPeriods: sum(limited, ({ throttledPeriods }) => throttledPeriods),
        throttledMs: sum(limited, ({ throttledMs }) => throttledMs),
      },
    }),
  };
}

function difference(open: Usage, close: Usage): Usage | null {
  if (close.cpuMs < open.cpuMs) return null;
  const throttling = throttledBetween(open.throttling, close.throttling);
  return { cpuMs: close.cpuMs - open.cpuMs, rssMiB: close.rssMiB, ...(throttling && { throttling }) };
}

/** Of a pod that came between: all that it has used, to start, too, it used since. */
function nothingBefore({ throttling }: Usage): Usage {
  return {
    cpuMs: 0,
    rssMiB: 0,
    ...(throttling && { throttling: { periods: 0, throttledPeriods: 0, throttledMs: 0 } }),
  };
}

function throttledBetween(open: Throttling | undefined, close: Throttling | undefined): Throttling | undefined {
  if (!open || !close || close.periods < open.periods) return undefined;
  return {
    periods: close.periods - open.periods,
    throttledPeriods: close.throttledPeriods - open.throttledPeriods,
    throttledMs: close.throttledMs - open.throttledMs,
  };
}

function sum<T>(all: readonly T[], pick: (one: T) => number): number {
  return all.reduce((total, one) => total + pick(one), 0);
}
