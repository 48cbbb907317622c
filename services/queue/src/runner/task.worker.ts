import {
  createUpstreamClient,
  executeInSlot,
  workloadNamed,
  type Execution,
  type UpstreamClient,
} from '@fleetlab/workloads';

/** What crosses to a thread. */
export interface Task {
  readonly workload: string;
  readonly params: object;
  readonly upstreamUrl: string;
}

let upstream: UpstreamClient | undefined;

/** Runs one task; the thread takes no other meanwhile. */
export default function runTask({ workload, params, upstreamUrl }: Task): Execution | Promise<Execution> {
  upstream ??= createUpstreamClient({ url: upstreamUrl });
  return executeInSlot(workloadNamed(workload), params, { upstream });
}
