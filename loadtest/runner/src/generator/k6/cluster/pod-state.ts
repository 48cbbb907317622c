import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { troubleOf } from '../../../kubernetes/pod-trouble.js';
import { K6_CONTAINER } from './job-manifest.js';

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

/** Why k6 will not run in it to its end, in the words of the cluster; null while it may. */
export function troubleOfK6(pod: V1Pod): string | null {
  const { metadata, status } = pod;
  const name = `pod ${metadata?.name}`;
  if (metadata?.deletionTimestamp) return `${name} was deleted`;
  if (status?.phase === 'Failed' && !endOf(pod))
    return `${name} failed: ${status.message ?? status.reason ?? 'unknown'}`;
  return troubleOf(pod);
}

function k6Of({ status }: V1Pod): V1ContainerStatus | undefined {
  return status?.containerStatuses?.find(({ name }) => name === K6_CONTAINER);
}
