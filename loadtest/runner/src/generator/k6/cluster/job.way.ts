import type { V1ConfigMap } from '@kubernetes/client-node';
import type { Cluster } from '../../../kubernetes/cluster.js';
import { TrialBroken } from '../../../trial/trial-broken.js';
import type { LoadOrder } from '../../generator.js';
import type { K6Way, RunningK6 } from '../k6-way.js';
import type { ScriptOrder } from '../script-for-load.js';
import { jobManifest, jobName } from './job-manifest.js';
import { untilStarted } from './k6-pods.js';
import { newLoadName, selectorOf } from './labels.js';
import { removeLoad } from './leftovers.js';
import { findReleaseImage, type ReleaseImage } from './release-image.js';
import { RunningPods } from './running-pods.js';
import { scriptsConfigMap } from './scripts-config-map.js';
import { startTogether } from './start-together.js';

/** What a trial may take beside its load: images are pulled, the last answers are waited for. */
const SPARE_S = 300;

export interface JobOptions {
  readonly release: string;
  readonly image: string;
  /** How many k6 share each load. */
  readonly parallelism: number;
}

/** k6 in the cluster, a Job for each that shares the load. */
export class JobK6 implements K6Way {
  readonly name: string;
  readonly #loads = new Set<string>();
  #image: ReleaseImage | undefined;

  constructor(
    private readonly cluster: Cluster,
    private readonly options: JobOptions,
  ) {
    const { image, parallelism } = options;
    this.name = `k6 job ${image}${parallelism > 1 ? ` x ${parallelism}` : ''}`;
  }

  async start(script: ScriptOrder, order: LoadOrder, signal: AbortSignal): Promise<RunningK6> {
    const { parallelism } = this.options;
    const load = newLoadName();
    this.#loads.add(load);
    try {
      await this.#create(load, script, order, signal);
      const onRemoved = () => this.#loads.delete(load);
      const ofLoad = { name: load, selector: selectorOf(load), parallelism, tellsCpu: true, onRemoved };
      const pods = (await untilStarted(this.cluster, ofLoad, signal)).map(({ metadata }) => metadata!.name!);
      const running = new RunningPods(this.cluster, ofLoad, pods, signal);
      if (parallelism > 1) await Promise.race([startTogether(this.cluster, pods, signal), running.ended]);
      return running;
    } catch (error) {
      await removeLoad(this.cluster, load);
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const load of this.#loads) await removeLoad(this.cluster, load);
    this.#loads.clear();
  }

  async #create(load: string, script: ScriptOrder, order: LoadOrder, signal: AbortSignal): Promise<void> {
    const { cluster } = this;
    const { namespace } = cluster;
    const { image: k6Image, release, parallelism } = this.options;
    this.#image ??= await findReleaseImage(cluster, release, signal);
    const scripts = await scriptsConfigMap(load);
    await cluster.call(
      'storing the scripts',
      unlessThere(() => this.#store(scripts)),
      signal,
    );
    const { image: nodeImage, imagePullSecrets } = this.#image;
    const env = { ...script.settings, ...addressOf(order), INSTANCES: String(parallelism) };
    const deadlineS = SPARE_S + Math.ceil((order.warmupMs + order.durationMs) / 1000);
    for (let instance = 1; instance <= parallelism; instance++) {
      const parts = {
        load,
        scripts,
        script,
        instance,
        parallelism,
        env,
        k6Image,
        nodeImage,
        imagePullSecrets,
        deadlineS,
      };
      const create = () => cluster.batch.createNamespacedJob({ namespace, body: jobManifest(parts) });
      await cluster.call(`creating the Job ${jobName(load, instance)}`, unlessThere(create), signal);
    }
  }

  #store(body: V1ConfigMap) {
    return this.cluster.core.createNamespacedConfigMap({ namespace: this.cluster.namespace, body });
  }
}

/** Where the services are from within the cluster. */
function addressOf({ inCluster }: LoadOrder): Record<string, string> {
  if (!inCluster) {
    throw new TrialBroken('k6 in the cluster has no address of the services there: give one with --url-in-cluster.');
  }
  return { BASE_URL: inCluster.baseUrl, HEADERS: JSON.stringify(inCluster.headers ?? {}) };
}

/** A creation whose answer was lost is not done twice. */
function unlessThere(create: () => Promise<unknown>): () => Promise<void> {
  return async () => {
    await create().catch((error: { readonly code?: unknown }) => {
      if (error.code !== 409) throw error;
    });
  };
}
