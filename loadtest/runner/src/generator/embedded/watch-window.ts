import type { LoadOrder } from '../generator.js';
import { pauseUntil } from './pause.js';
import type { Window } from './recorder.js';

/**
 * Tells when the window opens and closes, and resolves with the share of it in which this process's event loop was busy.
 *
 * The generator runs in the command's own process: next to it there is only the supervisor of the fleet, which does
 * nothing while its services live, and the progress line. A process of its own would cost one more to start and to stop
 * and measure the same; a generator that is too busy all the same is found by this share, and its cell refused.
 */
export async function watchWindow(
  { openAt, closeAt }: Window,
  onWindow: LoadOrder['onWindow'],
  signal: AbortSignal,
): Promise<number> {
  await pauseUntil(openAt, signal);
  if (signal.aborted) return 0;
  const atOpen = performance.eventLoopUtilization();
  onWindow?.('open');
  await pauseUntil(closeAt, signal);
  const { utilization } = performance.eventLoopUtilization(atOpen);
  if (!signal.aborted) onWindow?.('close');
  return utilization;
}
