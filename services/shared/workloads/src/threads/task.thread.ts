import { contextIn, executeInSlot, type Execution } from '../execution.js';
import { workloadNamed } from '../registry.js';
import { createUpstreamClient } from '../upstream/upstream.client.js';
import type { UpstreamClient } from '../workload.js';
import type { Task } from './task.js';

let upstream: UpstreamClient | undefined;

/** Runs one task; the thread takes no other meanwhile. */
export default function runTask({ workload, params, upstreamUrl, trace }: Task): Execution | Promise<Execution> {
  upstream ??= createUpstreamClient({ url: upstreamUrl });
  return executeInSlot(workloadNamed(workload), params, contextIn(trace, { upstream }));
}
