import { randomBytes } from 'node:crypto';
import { seededRandom } from '@fleetlab/workloads';

/** The calls are drawn from stream 0, arrivals and thinking from stream 1. */
const TRACES_STREAM = 2;

/** A trace that the client starts: what one request is to send (W3C Trace Context, the sampled flag set). */
export interface StartedTrace {
  readonly traceId: string;
  readonly traceparent: string;
}

/**
 * Decides for each request whether it starts a trace. The others send nothing, so that the services' own sampler decides.
 *
 * Which requests those are is seeded, as all else of a load is; their ids are not, because rounds share seeds, and what two
 * requests have in common would be one trace in the store.
 */
export function createTraces(seed: number, share: number): () => StartedTrace | null {
  if (share === 0) return () => null;
  const random = seededRandom(seed, TRACES_STREAM);
  return () => (random() < share ? startTrace() : null);
}

function startTrace(): StartedTrace {
  const traceId = randomBytes(16).toString('hex');
  return { traceId, traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };
}
