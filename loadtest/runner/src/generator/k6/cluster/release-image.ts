import type { Cluster } from '../../../kubernetes/cluster.js';
import { UsageError } from '../../../usage-error.js';

export interface ReleaseImage {
  readonly image: string;
  readonly imagePullSecrets: readonly { name?: string }[];
}

/** The image that a release runs, which every node that matters can pull, and which has Node. */
export async function findReleaseImage(cluster: Cluster, release: string, signal: AbortSignal): Promise<ReleaseImage> {
  const labelSelector = `app.kubernetes.io/instance=${release},app.kubernetes.io/part-of=fleetlab`;
  const { namespace } = cluster;
  const list = () => cluster.apps.listNamespacedDeployment({ namespace, labelSelector });
  const { items } = await cluster.call('listing the Deployments of the release', list, signal);
  const pods = items.map(({ spec }) => spec!.template.spec!);
  const found = pods.find(({ containers }) => containers[0]?.image?.includes('fleetlab')) ?? pods[0];
  if (!found) {
    throw new UsageError(`There is no release '${release}' in namespace '${namespace}': say which with --release.`);
  }
  return { image: found.containers[0]!.image!, imagePullSecrets: found.imagePullSecrets ?? [] };
}
