import type { Watched } from './rollout.js';

/** For what nobody tells: time that has passed. */
const LOOK_ANYWAY_MS = 1_000;

/** Looks whenever something has changed. @throws what the look throws, and when aborted */
export async function untilTrue(
  { deployments, pods }: Watched,
  signal: AbortSignal,
  isSo: () => boolean,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = () => {
    try {
      signal.throwIfAborted();
      if (isSo()) resolve();
    } catch (error) {
      reject(error);
    }
  };
  const timer = setInterval(look, LOOK_ANYWAY_MS);
  const stops = [deployments.onChange(look), pods.onChange(look)];
  signal.addEventListener('abort', look);
  look();
  try {
    await promise;
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', look);
    for (const stop of stops) stop();
  }
}
