import { createRequire } from 'node:module';
import type { Syncify } from 'synckit';
import type { UpstreamClient } from '../workload.js';
import { createDelayCall, type DelayCall, type UpstreamOptions } from './delay.call.js';
import type { delayInHelper } from './delay.helper.js';
import { UpstreamError } from './upstream.error.js';

/** Longer than the longest delay that can be asked for. */
const DEFAULT_TIMEOUT_MS = 65_000;
/** The helper thread answers within the timeout; one that does not within this much more is dead. */
const HELPER_GRACE_MS = 5000;

/** Nothing is opened or started before the first call of each kind, and nothing of it keeps the process alive. */
export function createUpstreamClient({
  url,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: Pick<UpstreamOptions, 'url'> & Partial<UpstreamOptions>): UpstreamClient {
  const options: UpstreamOptions = { url, timeoutMs };
  let call: DelayCall | undefined;
  let callHelper: Syncify<typeof delayInHelper> | undefined;

  return {
    delay(ms, trace) {
      call ??= createDelayCall(options);
      return call(ms, trace);
    },
    delayBlocking(ms, trace) {
      callHelper ??= startHelper(timeoutMs + HELPER_GRACE_MS);
      const outcome = callHelper(options, ms, trace);
      if (outcome.calls) trace?.calls?.push(...outcome.calls);
      if ('failure' in outcome) throw new UpstreamError(outcome.failure);
      return outcome.ms;
    },
  };
}

/** Loaded here and not above: the library costs 20 ms and 10 MiB in every thread, and few ever call it. */
function startHelper(timeout: number): Syncify<typeof delayInHelper> {
  const helper = import.meta.resolve('@fleetlab/workloads/upstream-helper');
  const { createSyncFn } = createRequire(helper)('synckit') as typeof import('synckit');
  return createSyncFn<typeof delayInHelper>(helper, { timeout });
}
