import type { Cluster } from '../../../kubernetes/cluster.js';
import { SELECTOR_OF_ALL, selectorOf } from './labels.js';

/**
 * Deletes the Jobs and ConfigMaps of loads that nobody is left to delete, of a run that was killed for instance.
 *
 * @returns what was deleted: `Job fleetlab-k6-3f9a1c-1`
 */
export function removeLeftovers(cluster: Cluster, signal?: AbortSignal): Promise<string[]> {
  return removeSelected(cluster, SELECTOR_OF_ALL, signal);
}

/** Deletes what belongs to one load. */
export async function removeLoad(cluster: Cluster, load: string): Promise<void> {
  await removeSelected(cluster, selectorOf(load));
}

async function removeSelected(cluster: Cluster, labelSelector: string, signal?: AbortSignal): Promise<string[]> {
  const { namespace, batch, core } = cluster;
  const of = { namespace, labelSelector };
  const jobs = await cluster.call("listing k6's Jobs", () => batch.listNamespacedJob(of), signal);
  const maps = await cluster.call("listing k6's ConfigMaps", () => core.listNamespacedConfigMap(of), signal);
  const deletions = [
    ...namesOf(jobs.items).map((name) => ({
      what: `Job ${name}`,
      // With its pods, and not until they are gone: a load that goes on must not outlive the one who wanted it.
      ask: () => batch.deleteNamespacedJob({ name, namespace, propagationPolicy: 'Foreground' }),
    })),
    ...namesOf(maps.items).map((name) => ({
      what: `ConfigMap ${name}`,
      ask: () => core.deleteNamespacedConfigMap({ name, namespace }),
    })),
  ];
  await Promise.all(deletions.map(({ what, ask }) => cluster.call(`deleting ${what}`, unlessGone(ask), signal)));
  return deletions.map(({ what }) => what);
}

function namesOf(items: readonly { readonly metadata?: { readonly name?: string } }[]): string[] {
  return items.map(({ metadata }) => metadata!.name!);
}

function unlessGone(ask: () => Promise<unknown>): () => Promise<void> {
  return async () => {
    await ask().catch((error: { readonly code?: unknown }) => {
      if (error.code !== 404) throw error;
    });
  };
}
