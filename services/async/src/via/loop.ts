import { contextIn, createUpstreamClient, executeOnLoop, workloadNamed } from '@fleetlab/workloads';
import type { Way, WayOptions } from './way.js';

/** The event loop, awaiting. Work that only computes has nothing to await: it holds the loop, and all others wait. */
export function viaLoop({ upstreamUrl }: WayOptions): Way {
  const context = { upstream: createUpstreamClient({ url: upstreamUrl }) };
  return {
    run: ({ workload, params, trace }) => executeOnLoop(workloadNamed(workload), params, contextIn(trace, context)),
  };
}
