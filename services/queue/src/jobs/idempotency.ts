import { Problem } from '@fleetlab/kit';
import { createHash } from 'node:crypto';
import type { Idempotency, NewJob } from '../drivers/job.js';

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * The order's idempotency by the header Idempotency-Key; null without one. Two orders are the same when they say the
 * same once defaults are filled in.
 *
 * @throws Problem INVALID_PARAMETER
 */
export function readIdempotency(header: string | undefined, order: Omit<NewJob, 'idempotency'>): Idempotency | null {
  if (header === undefined) return null;
  if (!KEY.test(header)) {
    const expected = '1 to 255 visible ASCII characters';
    throw new Problem('INVALID_PARAMETER', `The header Idempotency-Key cannot be used: expected ${expected}.`, {
      parameter: 'Idempotency-Key',
      value: header,
      expected,
    });
  }
  return { key: header, fingerprint: createHash('sha256').update(JSON.stringify(order)).digest('base64') };
}
