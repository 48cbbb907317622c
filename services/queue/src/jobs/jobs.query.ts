import { invalidParameter } from '@fleetlab/kit';
import { integerParameter } from '@fleetlab/workloads';
import * as z from 'zod';
import { JOB_STATES, type JobState } from '../drivers/job.js';

const none = z.strictObject({});

export const LIST_SCHEMA = z.strictObject({
  state: z
    .enum(JOB_STATES, { error: `one of ${JOB_STATES.join(', ')}` })
    .optional()
    .describe('Only jobs in this state'),
  limit: integerParameter({ min: 1, max: 1000, default: 100, description: 'No more jobs than this, the newest first' }),
});

/** @throws Problem INVALID_PARAMETER */
export function readListQuery(query: Readonly<Record<string, unknown>>): { state?: JobState; limit: number } {
  return check(LIST_SCHEMA, query);
}

/** For routes that take no parameters. @throws Problem INVALID_PARAMETER */
export function refuseQuery(query: Readonly<Record<string, unknown>>): void {
  check(none, query);
}

function check<T extends z.ZodRawShape>(schema: z.ZodObject<T>, query: Readonly<Record<string, unknown>>) {
  const parsed = schema.safeParse(query);
  if (!parsed.success) throw invalidParameter(parsed.error, query, Object.keys(schema.shape));
  return parsed.data;
}
