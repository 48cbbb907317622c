import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

/** Nothing of this mends itself while a trial waits. */
const HOPELESS: readonly string[] = [
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'CrashLoopBackOff',
];

/** Why a pod will not become ready, in the kubelet's own words; null while it may. */
export function troubleOf({ metadata, status }: V1Pod): string | null {
  const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  for (const container of statuses) {
    const trouble = containerTrouble(container);
    if (trouble) return `pod ${metadata?.name}: ${trouble}`;
  }
  return null;
}

/** Why a pod has no node yet, in the scheduler's words; null where it has one. */
export function unschedulable({ metadata, status }: V1Pod): string | null {
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable') return null;
  return `pod ${metadata?.name} cannot be scheduled: ${scheduled.message ?? 'no node takes it'}`;
}

function containerTrouble({ name, state, lastState, restartCount }: V1ContainerStatus): string | null {
  const { reason, message } = state?.waiting ?? {};
  if (reason === undefined || !HOPELESS.includes(reason)) return null;
  const ended = lastState?.terminated;
  if (!ended) return `${reason} of ${name}${message ? `: ${message}` : ''}`;
  return `${reason} of ${name}: it ended ${restartCount} times, at last with exit code ${ended.exitCode} (${ended.reason})`;
}
