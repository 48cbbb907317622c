/**
 * Starts something that can be given up: undone where it fails, and as soon as the signal is aborted. In both cases
 * nothing of it is left when this rejects, with the reason of the signal or of the failure.
 *
 * @param undo may be called twice
 */
export async function untilAborted(
  signal: AbortSignal | undefined,
  start: () => Promise<void>,
  undo: () => Promise<void>,
): Promise<void> {
  const onAbort = () => void undo();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    signal?.throwIfAborted();
    await start();
    signal?.throwIfAborted();
  } catch (error) {
    await undo();
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
