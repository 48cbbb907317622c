import type { Cluster } from '../../../kubernetes/cluster.js';
import { TESTRUNS } from './testrun-manifest.js';
import { unlessGone, whereThereIsSuch } from './unless-there.js';
import { selectorOf, selectorOfAll } from './labels.js';

/**
 * Deletes the Jobs and ConfigMaps of loads on a release that nobody is left to delete, of a run that was killed for
 * instance. Secrets go with the Jobs or the TestRuns that own them.
 *
 * @returns what was deleted: `Job fleetlab-k6-3f9a1c-1`
 */
export function removeLeftovers(cluster: Cluster, release: string, signal?: AbortSignal): Promise<string[]> {
  return removeSelected(cluster, selectorOfAll(release), signal);
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
    ...(await testRunsOf(cluster, labelSelector, signal)).map((name) => ({
      what: `TestRun ${name}`,
      ask: () => cluster.custom.deleteNamespacedCustomObject({ ...TESTRUNS, namespace, name }),
    })),
    ...namesOf(jobs.items).map((name) => ({
      what: `Job ${name}`,
      // With its pods: a load must not outlive the one who wanted it.
      ask: () => batch.deleteNamespacedJob({ name, namespace, propagationPolicy: 'Background' }),
    })),
    ...namesOf(maps.items).map((name) => ({
      what: `ConfigMap ${name}`,
      ask: () => core.deleteNamespacedConfigMap({ name, namespace }),
    })),
  ];
  const remove = ({ what, ask }: (typeof deletions)[number]) => {
    return cluster.call(`deleting ${what}`, unlessGone<unknown>(ask), signal);
  };
  await Promise.all(deletions.map(remove));
  return deletions.map(({ what }) => what);
}

/** None where there is no k6-operator. */
async function testRunsOf(cluster: Cluster, labelSelector: string, signal?: AbortSignal): Promise<string[]> {
  const of = { ...TESTRUNS, namespace: cluster.namespace, labelSelector };
  const list = whereThereIsSuch(() => cluster.custom.listNamespacedCustomObject(of) as Promise<{ items: Named[] }>);
  return namesOf((await cluster.call("listing k6's TestRuns", list, signal))?.items ?? []);
}

interface Named {
  readonly metadata?: { readonly name?: string };
}

function namesOf(items: readonly Named[]): string[] {
  return items.map(({ metadata }) => metadata!.name!);
}
