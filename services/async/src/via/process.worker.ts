import {
  contextIn,
  createUpstreamClient,
  executeOnLoop,
  workloadNamed,
  type Execution,
  type Task,
  type UpstreamClient,
} from '@fleetlab/workloads';
import workerpool from 'workerpool';

let upstream: UpstreamClient | undefined;

/**
 * Runs one task; the process takes no other meanwhile. It awaits what can be awaited: a held process would not see that
 * its parent is gone, and would outlive it for as long as the wait takes.
 */
export function runTask({ workload, params, upstreamUrl, trace }: Task): Execution | Promise<Execution> {
  upstream ??= createUpstreamClient({ url: upstreamUrl });
  return executeOnLoop(workloadNamed(workload), params, contextIn(trace, { upstream }));
}

// A terminal or a service manager signals the whole group. The parent drains then, and ends its children when it is done.
process.on('SIGINT', () => {}).on('SIGTERM', () => {});

workerpool.worker({ runTask });
