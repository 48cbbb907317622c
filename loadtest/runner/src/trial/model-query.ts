import type { Cell } from '../experiment/plan.js';

/** Longer than any trial of sense takes, and less than the generator waits for an answer. */
const QUEUE_WAIT_MS = 60_000;

/** What a cell adds to each of its requests: how async runs it, and that a queue answers the result and not the job. */
export function modelQuery({ shape, via }: Pick<Cell, 'shape' | 'via'>): Readonly<Record<string, string>> {
  if (via !== null) return { via };
  return shape.model === 'queue' ? { wait: String(QUEUE_WAIT_MS) } : {};
}
