import * as z from 'zod';
import type { Workload } from './workload.js';

/** Said to be bound by waiting though it never waits: reading the CPU clock for it would cost as much as itself. */
export const noop: Workload<object, null> = {
  name: 'noop',
  summary: 'Does nothing: what the stack itself costs.',
  bound: 'wait',
  params: z.strictObject({}),
  blocking: () => null,
  requestedMs: () => undefined,
  answer: () => null,
};
