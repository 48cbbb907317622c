import type { V1OwnerReference } from '@kubernetes/client-node';
import type { Cluster } from '../../../kubernetes/cluster.js';
import { jobManifest, jobName } from './job-manifest.js';
import { type LoadKind, type LoadOptions, type LoadParts, nameOf } from './load-kind.js';
import { findReleaseImage, type ReleaseImage } from './release-image.js';
import { ownerOf } from './owner.js';
import { elseRead } from './unless-there.js';

/** What a trial may take beside its load: images are pulled, the last answers are waited for. */
const SPARE_S = 300;

/** A Job for each k6 that shares the load. */
export function jobKind(cluster: Cluster, options: LoadOptions): LoadKind {
  const { release, parallelism, image: k6Image } = options;
  const { namespace } = cluster;
  let found: ReleaseImage | undefined;
  return { name: nameOf('job', options), parallelism, tellsCpu: true, isStartedByOthers: false, create };

  async function create({ lengthMs, ...parts }: LoadParts, signal: AbortSignal): Promise<V1OwnerReference[]> {
    found ??= await findReleaseImage(cluster, release, signal);
    const { image: nodeImage, imagePullSecrets } = found;
    const deadlineS = SPARE_S + Math.ceil(lengthMs / 1000);
    const owners: V1OwnerReference[] = [];
    for (let instance = 1; instance <= parallelism; instance++) {
      const images = { k6Image, nodeImage, imagePullSecrets };
      const body = jobManifest({ ...parts, ...images, instance, parallelism, deadlineS });
      const name = jobName(parts.load, instance);
      const ask = elseRead(
        () => cluster.batch.createNamespacedJob({ namespace, body }),
        () => cluster.batch.readNamespacedJob({ namespace, name }),
      );
      owners.push(ownerOf('batch/v1', 'Job', await cluster.call(`creating the Job ${name}`, ask, signal)));
    }
    return owners;
  }
}
