import { epochMs } from '@fleetlab/workloads';
import type { JobHandler } from '../driver.js';
import type { JobError, Progress } from '../job.js';
import type { Claim, Ending } from './run.store.js';

/** Runs a claimed job to its end. Never rejects: a failure is an ending too. */
export async function runClaim(
  claim: Claim,
  handler: JobHandler,
  onProgress: (progress: Progress) => void,
): Promise<Ending> {
  const startedAt = epochMs();
  try {
    const run = await handler({ job: claim.job, progress: (done, total) => onProgress({ done, total }) });
    return { claim, startedAt: run.startedAt, finishedAt: run.finishedAt, run: JSON.stringify(run) };
  } catch (thrown) {
    return { claim, startedAt, finishedAt: epochMs(), error: toJson(thrown) };
  }
}

function toJson(thrown: unknown): string {
  const { name, message, cause } = thrown instanceof Error ? thrown : new Error(String(thrown));
  try {
    return JSON.stringify({ name, message, cause } satisfies JobError);
  } catch {
    return JSON.stringify({ name, message } satisfies JobError);
  }
}
