import { setTimeout } from 'node:timers/promises';
import { requestApi } from '../../../kubernetes/api-request.js';
import type { Cluster } from '../../../kubernetes/cluster.js';
import { K6_PORT } from './k6-arguments.js';

const ASK_EVERY_MS = 250;

/** What k6 says of itself once all is made and it waits for the word (lib.ExecutionStatus of k6). */
const PAUSED_BEFORE_RUN = 3;

/** Waits until each k6 is ready to go, then gives all the word at once: they share one load, and so its beginning. */
export async function startTogether(cluster: Cluster, pods: readonly string[], signal: AbortSignal): Promise<void> {
  await Promise.all(pods.map((pod) => untilReady(cluster, pod, signal)));
  await Promise.all(pods.map((pod) => goOn(cluster, pod, signal)));
}

async function untilReady(cluster: Cluster, pod: string, signal: AbortSignal): Promise<void> {
  const ask = () => requestApi(cluster, statusPath(cluster, pod), { signal });
  for (;;) {
    const response = await cluster.call(`asking k6 in pod ${pod} whether it is ready`, ask, signal);
    const { data } = (await response.json()) as { readonly data: { readonly attributes: { readonly status: number } } };
    if (data.attributes.status >= PAUSED_BEFORE_RUN) return;
    await setTimeout(ASK_EVERY_MS, undefined, { signal });
  }
}

async function goOn(cluster: Cluster, pod: string, signal: AbortSignal): Promise<void> {
  const body = { data: { type: 'status', id: 'default', attributes: { paused: false } } };
  const ask = () => requestApi(cluster, statusPath(cluster, pod), { method: 'PATCH', body, signal });
  await cluster.call(`starting k6 in pod ${pod}`, ask, signal);
}

function statusPath({ namespace }: Cluster, pod: string): string {
  return `/api/v1/namespaces/${namespace}/pods/${pod}:${K6_PORT}/proxy/v1/status`;
}
