/**
 * This trial cannot be had, for a reason that need not meet the next one: a pod that does not start, a generator that was
 * killed. Thrown by targets and generators; the trial is run again, and recorded as broken where that ends the same way.
 */
export class TrialBroken extends Error {
  override readonly name = 'TrialBroken';
}
