import { createHash, randomUUID } from 'node:crypto';
import type { NewJob } from '../job.js';

const UUID_LENGTH = 36;
const HASH_LENGTH = 43;
const ID = new RegExp(`^[\\w-]{${UUID_LENGTH}}([\\w-]{${HASH_LENGTH - UUID_LENGTH}})?$`);

/** An idempotency key is an id, so that whoever sends it first makes the job, in one step of Redis. */
export function jobIdOf({ idempotency }: NewJob): string {
  return idempotency ? createHash('sha256').update(idempotency.key).digest('base64url') : randomUUID();
}

/** Whether a job can have this id: BullMQ's own keys stand beside those of the jobs, and are not to be read as one. */
export function isJobId(id: string): boolean {
  return ID.test(id);
}
