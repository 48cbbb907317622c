import { sleep } from 'k6';
import exec from 'k6/execution';
import { now, presentScenario } from './clock.ts';
import type { Call } from './calls.ts';
import { WARMUP } from './phases.ts';
import { sayBegun } from './samples.ts';
import { send, type Sent } from './send.ts';
import { tagSamples } from './tags.ts';

export const BURST = 'burst';

/** Between one request of a burst and the next: less than any work takes, and enough to hold their order. */
const GAP_MS = 5;

interface Burst {
  /** What opens the connections before: with those to be made first, chance would decide the order. */
  readonly warmupCall: Call;
  readonly warmupMs: number;
  /** The call of each request, counted from 1. */
  readonly callOf: (request: number) => Call;
}

/** One request of a burst, by the VU of its number: it warms up, waits for the others and sends. */
export function sendInBurst({ warmupCall, warmupMs, callOf }: Burst): Sent & { readonly request: number } {
  const request = exec.vu.idInTest;
  sayBegun();
  const burstAt = presentScenario().startTime + warmupMs;
  tagSamples({ phase: WARMUP });
  // The second half is for the last answers of the first.
  do send(warmupCall, now(), () => WARMUP);
  while (now() < burstAt - warmupMs / 2);
  const intendedAt = burstAt + GAP_MS * request;
  const leftMs = intendedAt - now();
  if (leftMs > 0) sleep(leftMs / 1000);
  tagSamples({ phase: BURST, request: String(request) });
  return { request, ...send(callOf(request), intendedAt, () => BURST, request) };
}
