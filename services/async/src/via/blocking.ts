import { contextIn, createUpstreamClient, executeBlocking, workloadNamed } from '@fleetlab/workloads';
import type { Way, WayOptions } from './way.js';

/** The mistake: a blocking call inside an async handler. The loop is held, and everyone behind waits the whole time. */
export function viaBlocking({ upstreamUrl }: WayOptions): Way {
  const context = { upstream: createUpstreamClient({ url: upstreamUrl }) };
  return {
    run: ({ workload, params, trace }) => executeBlocking(workloadNamed(workload), params, contextIn(trace, context)),
  };
}
