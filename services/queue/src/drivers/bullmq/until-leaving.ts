/** Thrown into a run whose worker leaves before it has ended. */
export class LeavingError extends Error {
  override readonly name = 'LeavingError';
}

/** What the run answers, or a LeavingError once the signal aborts. The run itself goes on, and nobody hears of it. */
export async function untilLeaving<T>(run: Promise<T>, leaving: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const leave = () => reject(new LeavingError());
  leaving.addEventListener('abort', leave);
  try {
    if (leaving.aborted) leave();
    return await Promise.race([run, promise]);
  } finally {
    leaving.removeEventListener('abort', leave);
  }
}
