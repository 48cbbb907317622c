import type { Generator, LoadOrder, Measurement } from '../generator.js';
import type { K6Way, RunningK6 } from './k6-way.js';
import { measurementOf } from './replay.js';
import { scriptForLoad } from './script-for-load.js';
import { watchLoad } from './watch-load.js';

/**
 * Puts load on with k6; what it says of each answer is counted as the embedded generator counts.
 *
 * @param onNote told in words what a user should know of
 */
export function createK6Generator(way: K6Way, onNote: (message: string) => void): Generator {
  return {
    name: way.name,
    prepare: (inCluster) => way.prepare?.(inCluster),
    run: (order, signal) => runLoad(way, order, onNote, signal),
    close: () => way.close(),
  };
}

async function runLoad(
  way: K6Way,
  order: LoadOrder,
  onNote: (message: string) => void,
  signal: AbortSignal,
): Promise<Measurement> {
  signal.throwIfAborted();
  const running = await way.start(scriptForLoad(order), order, signal);
  try {
    const cpuShare = await untilEnded(running, order, signal);
    return measurementOf(order, running.logs, cpuShare);
  } finally {
    // What was measured, or went wrong, is not less so because something was left behind.
    await running.stop().catch(({ message }: Error) => onNote(`What k6 left could not be taken away yet: ${message}`));
  }
}

async function untilEnded(running: RunningK6, order: LoadOrder, signal: AbortSignal): Promise<number | null> {
  const over = new AbortController();
  const watching = watchLoad(running, order, AbortSignal.any([signal, over.signal]));
  watching.catch(() => undefined);
  try {
    await running.ended;
    signal.throwIfAborted();
    for (const log of running.logs) log.checkWhole();
    for (const log of running.logs) void log.startedAt;
    return await watching;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    over.abort();
  }
}
