import type { Cluster } from '../../../kubernetes/cluster.js';
import { jobManifest, jobName } from './job-manifest.js';
import { type LoadKind, type LoadOptions, type LoadParts, nameOf } from './load-kind.js';
import { findReleaseImage, type ReleaseImage } from './release-image.js';
import { unlessThere } from './unless-there.js';

/** What a trial may take beside its load: images are pulled, the last answers are waited for. */
const SPARE_S = 300;

/** A Job for each k6 that shares the load. */
export function jobKind(cluster: Cluster, options: LoadOptions): LoadKind {
  const { release, parallelism, image: k6Image } = options;
  const { namespace } = cluster;
  let found: ReleaseImage | undefined;
  return { name: nameOf('job', options), parallelism, tellsCpu: true, isStartedByOthers: false, create };

  async function create({ lengthMs, ...parts }: LoadParts, signal: AbortSignal): Promise<void> {
    found ??= await findReleaseImage(cluster, release, signal);
    const { image: nodeImage, imagePullSecrets } = found;
    const deadlineS = SPARE_S + Math.ceil(lengthMs / 1000);
    for (let instance = 1; instance <= parallelism; instance++) {
      const images = { k6Image, nodeImage, imagePullSecrets };
      const body = jobManifest({ ...parts, ...images, instance, parallelism, deadlineS });
      const ask = () => cluster.batch.createNamespacedJob({ namespace, body });
      await cluster.call(`creating the Job ${jobName(parts.load, instance)}`, unlessThere(ask), signal);
    }
  }
}
