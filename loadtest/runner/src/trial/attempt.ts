import { TrialBroken } from './trial-broken.js';

/** What came of something that may break, and why the attempts before the last one broke. */
export type Attempted<T> = { readonly after: readonly string[] } & (
  { readonly value: T } | { readonly brokenBy: string }
);

export interface Attempts {
  readonly most: number;
  /** Told why one broke, and that it is tried again. */
  readonly onRetry: (reason: string) => void;
}

/**
 * Does something that may break, and again where it does.
 *
 * @throws what is not a TrialBroken, and the reason of the signal once that is aborted
 */
export async function attempt<T>(
  run: () => Promise<T>,
  { most, onRetry }: Attempts,
  signal: AbortSignal,
): Promise<Attempted<T>> {
  const after: string[] = [];
  for (;;) {
    try {
      return { value: await run(), after };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TrialBroken)) throw error;
      if (after.length + 1 >= most) return { brokenBy: error.message, after };
      after.push(error.message);
      onRetry(error.message);
    }
  }
}
