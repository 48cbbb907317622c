import { invalidParameter, Problem, type RequestValidator } from '@fleetlab/kit';
import { integerParameter } from '@fleetlab/workloads';
import * as z from 'zod';
import { DEFAULT_MAX_ATTEMPTS, type NewJob } from '../drivers/job.js';

const TIME = 'a time: ISO 8601 with a zone, or epoch milliseconds';

export const NEW_JOB_SCHEMA = z.strictObject({
  workload: z.string({ error: 'the name of a workload' }),
  params: z.record(z.string(), z.unknown(), { error: 'an object of parameters' }).default({}),
  at: z
    .union([z.int().min(0).max(8.64e15), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))], {
      error: TIME,
    })
    .nullable()
    .default(null)
    .describe('Not before this time: ISO 8601 with a zone, or epoch milliseconds'),
  failTimes: integerParameter({
    min: 0,
    max: 100,
    default: 0,
    description: 'The first so many attempts fail on purpose, so that retries and dead letters can be seen',
  }),
  maxAttempts: integerParameter({
    min: 1,
    max: 101,
    default: DEFAULT_MAX_ATTEMPTS,
    description: 'After so many failed attempts the job is a dead letter: failed, and kept',
  }),
});

/** @throws Problem INVALID_BODY, INVALID_PARAMETER or UNKNOWN_WORKLOAD */
export function readNewJob(body: unknown, validator: RequestValidator): Omit<NewJob, 'idempotency'> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem('INVALID_BODY', 'A job is a JSON object with at least a workload: {"workload":"sleep"}.');
  }
  const parsed = NEW_JOB_SCHEMA.safeParse(body);
  if (!parsed.success) {
    throw invalidParameter(parsed.error, body as Record<string, unknown>, Object.keys(NEW_JOB_SCHEMA.shape));
  }
  const { workload, params, at, failTimes, maxAttempts } = parsed.data;
  return { workload, params: validator.parseParams(workload, params), runAt: at, failTimes, maxAttempts };
}
