const LONGEST_MS = 60_000;

/** How long to wait after so many failed attempts: twice as long each time, a minute at most. */
export function retryDelayMs(attempts: number, baseMs: number): number {
  return Math.min(LONGEST_MS, baseMs * 2 ** (attempts - 1));
}
