import { Problem } from '@fleetlab/kit';
import { contextIn, createUpstreamClient, executeOnLoop, workloadNamed, workloads } from '@fleetlab/workloads';
import type { Way, WayOptions } from './way.js';

const sliceable = [...workloads.values()].filter(({ sliced }) => sliced).map(({ name }) => name);

/** The event loop, given back every few milliseconds: the work takes no less time, but others get their turn in between. */
export function viaSliced({ upstreamUrl }: WayOptions): Way {
  const context = { upstream: createUpstreamClient({ url: upstreamUrl }) };
  return {
    run({ workload, params, trace }) {
      if (!sliceable.includes(workload)) throw notSliceable(workload);
      return executeOnLoop(workloadNamed(workload), params, contextIn(trace, context), 'sliced');
    },
  };
}

function notSliceable(workload: string): Problem {
  const can = sliceable.join(', ');
  return new Problem(
    'INVALID_PARAMETER',
    `via=sliced cannot be used with ${workload}, which does not compute: use another via, or one of ${can}.`,
    { parameter: 'via', value: 'sliced', expected: `sliced only with ${can}` },
  );
}
