import type { V1OwnerReference } from '@kubernetes/client-node';
import type { Cluster } from '../../../kubernetes/cluster.js';
import { type LoadKind, type LoadOptions, type LoadParts, nameOf } from './load-kind.js';
import { ownerOf } from './owner.js';
import { findReleaseImage, type ReleaseImage } from './release-image.js';
import { TESTRUNS, testRunManifest } from './testrun-manifest.js';
import { elseRead } from './unless-there.js';

/** A TestRun, of which the k6-operator makes the Jobs. Nothing of ours can run in its pods, so k6's CPU time is not seen. */
export function testRunKind(cluster: Cluster, options: LoadOptions): LoadKind {
  const { release, parallelism, image: k6Image } = options;
  let found: ReleaseImage | undefined;
  return { name: nameOf('testrun', options), parallelism, tellsCpu: false, isStartedByOthers: true, create };

  async function create(parts: LoadParts, signal: AbortSignal): Promise<V1OwnerReference[]> {
    found ??= await findReleaseImage(cluster, release, signal);
    const { imagePullSecrets } = found;
    const body = testRunManifest({ ...parts, parallelism, k6Image, imagePullSecrets });
    const of = { ...TESTRUNS, namespace: cluster.namespace };
    const ask = elseRead<typeof body>(
      () => cluster.custom.createNamespacedCustomObject({ ...of, body }),
      () => cluster.custom.getNamespacedCustomObject({ ...of, name: parts.load }),
    );
    return [ownerOf(body.apiVersion, body.kind, await cluster.call(`creating the TestRun ${parts.load}`, ask, signal))];
  }
}
