import { runAsWorker } from 'synckit';
import type { RunTracing } from '../trace/trace-context.js';
import type { UpstreamCall } from '../trace/upstream-call.js';
import { createDelayCall, type DelayCall, type UpstreamOptions } from './delay.call.js';
import { UpstreamError, type UpstreamFailure } from './upstream.error.js';

/** What comes back over the thread's port. A failure is a value: thrown errors do not survive the way. */
export type DelayOutcome = ({ readonly ms: number } | { readonly failure: UpstreamFailure }) & {
  /** Of a call that is traced. */
  readonly calls?: readonly UpstreamCall[];
};

const calls = new Map<string, DelayCall>();

/** Runs in a thread of its own and calls the upstream while the thread that asked is held. */
export async function delayInHelper(options: UpstreamOptions, ms: number, trace?: RunTracing): Promise<DelayOutcome> {
  const key = JSON.stringify(options);
  const call = calls.get(key) ?? createDelayCall(options);
  calls.set(key, call);
  const noted = trace?.calls ? { calls: trace.calls } : {};
  try {
    return { ms: await call(ms, trace), ...noted };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { failure: { kind: error.kind, message: error.message, status: error.status }, ...noted };
  }
}

runAsWorker(delayInHelper);
