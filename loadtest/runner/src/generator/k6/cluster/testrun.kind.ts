import type { Cluster } from '../../../kubernetes/cluster.js';
import { type LoadKind, type LoadOptions, type LoadParts, nameOf } from './load-kind.js';
import { TESTRUNS, testRunManifest } from './testrun-manifest.js';
import { unlessThere } from './unless-there.js';

/** A TestRun, of which the k6-operator makes the Jobs. Nothing of ours can run in its pods, so k6's CPU time is not seen. */
export function testRunKind(cluster: Cluster, options: LoadOptions): LoadKind {
  const { parallelism, image: k6Image } = options;
  return { name: nameOf('testrun', options), parallelism, tellsCpu: false, isStartedByOthers: true, create };

  async function create(parts: LoadParts, signal: AbortSignal): Promise<void> {
    const body = testRunManifest({ ...parts, parallelism, k6Image });
    const ask = () => {
      return cluster.custom.createNamespacedCustomObject({ ...TESTRUNS, namespace: cluster.namespace, body });
    };
    await cluster.call(`creating the TestRun ${parts.load}`, unlessThere(ask), signal);
  }
}
