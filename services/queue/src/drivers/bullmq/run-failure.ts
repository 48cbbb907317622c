import type { JobError } from '../job.js';
import type { Failure } from './job-record.js';

/** How a failed run is told to BullMQ, which keeps an error's message and nothing else of it. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';

  /** @param runAt when the job can be taken next; of its last attempt, when it last could */
  constructor(
    thrown: unknown,
    readonly runAt: number,
  ) {
    super(toJson(thrown, runAt));
  }
}

function toJson(thrown: unknown, runAt: number): string {
  const { name, message, cause } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const toText = (error: JobError) => JSON.stringify({ error, runAt } satisfies Failure);
  try {
    return toText({ name, message, cause });
  } catch {
    return toText({ name, message });
  }
}
