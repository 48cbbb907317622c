import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { K6_CONTAINER } from './job-manifest.js';

/** Nothing of this mends itself while a trial waits. */
const HOPELESS: readonly string[] = [
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
];

/** Whether k6 runs in it, or has run. */
export function hasStarted(pod: V1Pod): boolean {
  const { running, terminated } = k6Of(pod)?.state ?? {};
  return Boolean(running ?? terminated);
}

/** How k6 ended in it; undefined where it has not. */
export function endOf(pod: V1Pod): { readonly exitCode: number; readonly reason: string } | undefined {
  const ended = k6Of(pod)?.state?.terminated;
  return ended && { exitCode: ended.exitCode, reason: ended.reason ?? 'unknown' };
}

/** Why k6 will not run in it to its end, in the words of the cluster; undefined while it may. */
export function troubleOf(pod: V1Pod): string | undefined {
  const { metadata, status } = pod;
  const name = `pod ${metadata?.name}`;
  if (metadata?.deletionTimestamp) return `${name} was deleted`;
  if (status?.phase === 'Failed' && !endOf(pod))
    return `${name} failed: ${status.message ?? status.reason ?? 'unknown'}`;
  for (const { name: container, state } of status?.containerStatuses ?? []) {
    const { reason, message } = state?.waiting ?? {};
    if (reason && HOPELESS.includes(reason))
      return `${name}: ${reason} of ${container}${message ? `: ${message}` : ''}`;
  }
  return undefined;
}

/** Why it has no node, in the scheduler's words; undefined where it has one. */
export function unschedulable({ metadata, status }: V1Pod): string | undefined {
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status !== 'False') return undefined;
  return `pod ${metadata?.name} cannot be scheduled: ${scheduled.message ?? 'no node takes it'}`;
}

function k6Of({ status }: V1Pod): V1ContainerStatus | undefined {
  return status?.containerStatuses?.find(({ name }) => name === K6_CONTAINER);
}
