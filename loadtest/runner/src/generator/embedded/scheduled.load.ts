import type { LoadOrder, Measurement } from '../generator.js';
import type { Connection } from './load-run.js';
import { MicrosecondHistogram } from './microsecond-histogram.js';
import { pauseUntil } from './pause.js';
import { Recorder } from './recorder.js';
import { watchWindow } from './watch-window.js';

/** The last requests of a window may start this much after it: a tick of the timer and some. */
const LAST_TICK_MS = 10;

export interface ScheduledLoad extends Connection {
  readonly order: LoadOrder;
  /** When requests are to start, in milliseconds from the beginning of the warm-up. */
  readonly arrivals: Float64Array;
  /** null where it changes. */
  readonly ratePerSecond: number | null;
  /** Told of each request that was to start in the window when it has ended, after the window too; times are milliseconds from its opening. */
  readonly onEnded?: (intendedMs: number, answeredMs: number, isRight: boolean) => void;
}

/**
 * Requests that come when the schedule says, whatever the service does. Each latency counts from the time the schedule
 * wanted the request started, so a service (or a generator) that stalls cannot hide the requests that it held up.
 */
export async function runScheduledLoad(load: ScheduledLoad): Promise<Measurement> {
  const { order, arrivals, sender, nextCall, signal, onEnded } = load;
  const begin = performance.now();
  const window = { openAt: begin + order.warmupMs, closeAt: begin + order.warmupMs + order.durationMs };
  const recorder = new Recorder(window);
  const lag = new MicrosecondHistogram();
  const pending = new Set<Promise<void>>();
  let started = 0;

  const [loopUtilization] = await Promise.all([
    watchWindow(window, order.onWindow, signal),
    startOnTime(arrivals, { begin, until: window.closeAt + LAST_TICK_MS, signal }, (intendedAt, now) => {
      const isInWindow = intendedAt >= window.openAt;
      if (isInWindow) {
        started++;
        lag.record(now - intendedAt);
      }
      recorder.started(intendedAt, now);
      const answered = sender.send(nextCall(), intendedAt).then(({ answer, answeredAt, traceId }) => {
        recorder.ended(intendedAt, answeredAt, answer, traceId);
        if (isInWindow) onEnded?.(intendedAt - window.openAt, answeredAt - window.openAt, answer.isRight);
        pending.delete(answered);
      });
      pending.add(answered);
    }),
  ]);
  await Promise.all(pending);

  return {
    window: {
      warmupMs: order.warmupMs,
      durationMs: order.durationMs,
      clients: null,
      ratePerSecond: load.ratePerSecond,
    },
    ...recorder.result(),
    generator: {
      scheduled: arrivals.filter((at) => at >= order.warmupMs).length,
      started,
      lagP99Ms: lag.percentile(99),
      loopUtilization,
    },
    timeline: [],
  };
}

/**
 * Starts each request at its time, and all that are due at once where the loop was held up. Timers of a millisecond keep
 * up with thousands a second; spinning would take the core that the services need.
 */
async function startOnTime(
  arrivals: Float64Array,
  { begin, until, signal }: { readonly begin: number; readonly until: number; readonly signal: AbortSignal },
  start: (intendedAt: number, now: number) => void,
): Promise<void> {
  for (const at of arrivals) {
    const intendedAt = begin + at;
    while (performance.now() < intendedAt && !signal.aborted) await pauseUntil(intendedAt, signal);
    const now = performance.now();
    if (now > until || signal.aborted) return;
    start(intendedAt, now);
  }
}
