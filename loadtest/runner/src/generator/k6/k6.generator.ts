import type { Generator, LoadOrder, Measurement } from '../generator.js';
import type { K6Way, RunningK6 } from './k6-way.js';
import { measurementOf } from './replay.js';
import { scriptForLoad } from './script-for-load.js';
import { watchLoad } from './watch-load.js';

/** Puts load on with k6; what it says of each answer is counted as the embedded generator counts. */
export function createK6Generator(way: K6Way): Generator {
  return { name: way.name, run: (order, signal) => runLoad(way, order, signal), close: () => way.close() };
}

async function runLoad(way: K6Way, order: LoadOrder, signal: AbortSignal): Promise<Measurement> {
  signal.throwIfAborted();
  const running = await way.start(scriptForLoad(order), order, signal);
  try {
    const loopUtilization = await untilEnded(running, order, signal);
    return measurementOf(order, running.logs, loopUtilization);
  } finally {
    await running.stop();
  }
}

async function untilEnded(running: RunningK6, order: LoadOrder, signal: AbortSignal): Promise<number> {
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
