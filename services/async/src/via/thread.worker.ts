import {
  createUpstreamClient,
  executeInSlot,
  workloadNamed,
  type Execution,
  type UpstreamClient,
} from '@fleetlab/workloads';
import type { PoolTask } from './way.js';

let upstream: UpstreamClient | undefined;

/** Runs one task; the thread takes no other meanwhile. */
export default function runTask({ workload, params, upstreamUrl }: PoolTask): Execution | Promise<Execution> {
  upstream ??= createUpstreamClient({ url: upstreamUrl });
  return executeInSlot(workloadNamed(workload), params, { upstream });
}
