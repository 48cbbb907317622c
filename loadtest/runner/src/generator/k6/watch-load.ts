import { pauseUntil } from '../embedded/pause.js';
import type { LoadOrder } from '../generator.js';
import { cpuShare } from './cpu-share.js';
import type { RunningK6 } from './k6-way.js';

/**
 * Tells when the window opens and closes, by what k6 says of its beginning, and resolves with the share of the CPU that it
 * used in between, null where that cannot be seen. The window of a burst closes when all is over.
 */
export async function watchLoad(running: RunningK6, order: LoadOrder, signal: AbortSignal): Promise<number | null> {
  const begun = await Promise.race([Promise.all(running.logs.map((log) => log.begun)), untilAborted(signal)]);
  if (!begun) return null;
  const starts = begun.map(({ heardAt }) => heardAt);
  await pauseUntil(Math.max(...starts) + order.warmupMs, signal);
  if (signal.aborted) return null;
  order.onWindow?.('open');
  const open = await running.cpu();
  if (order.load.kind === 'burst') await running.ended;
  else await pauseUntil(Math.min(...starts) + order.warmupMs + order.durationMs, signal);
  if (signal.aborted) return null;
  order.onWindow?.('close');
  return cpuShare(open, await running.cpu());
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
