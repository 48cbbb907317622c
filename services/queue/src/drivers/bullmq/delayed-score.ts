/** BullMQ numbers the jobs of one millisecond in the lowest bits of their score. */
const JOBS_PER_MS = 0x1000;

/** The highest score of a delayed job that is due at this time, epoch milliseconds. */
export function delayedScore(timeMs: number): number {
  return (timeMs + 1) * JOBS_PER_MS - 1;
}

/** When a delayed job with this score is due, epoch milliseconds. */
export function timeOfScore(score: number): number {
  return Math.floor(score / JOBS_PER_MS);
}
