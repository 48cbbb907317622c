import type { V1ConfigMap, V1OwnerReference, V1Secret } from '@kubernetes/client-node';
import type { Cluster } from '../../../kubernetes/cluster.js';
import type { InClusterAddress } from '../../../target/target.js';
import { UsageError } from '../../../usage-error.js';
import type { LoadLabels, LoadOrder } from '../../generator.js';
import type { K6Way, RunningK6 } from '../k6-way.js';
import type { ScriptOrder } from '../script-for-load.js';
import { BundledPrometheus } from './bundled-prometheus.js';
import { untilStarted } from './k6-pods.js';
import { headersSecret, withoutHeaders } from './headers-secret.js';
import { newLoadName, selectorOf } from './labels.js';
import { removeLoad } from './leftovers.js';
import type { LoadKind, LoadOptions } from './load-kind.js';
import { packScript } from './pack-script.js';
import { RunningPods } from './running-pods.js';
import { scriptsConfigMap } from './scripts-config-map.js';
import { startTogether } from './start-together.js';
import { unlessThere } from './unless-there.js';

/** k6 in pods of the cluster that is measured. */
export class ClusterK6 implements K6Way {
  readonly #loads = new Set<string>();
  /** null where the release has none. */
  #prometheus: BundledPrometheus | null | undefined;

  constructor(
    private readonly cluster: Cluster,
    private readonly kind: LoadKind,
    private readonly options: Pick<LoadOptions, 'release' | 'program'>,
    private readonly onNote: (message: string) => void,
  ) {}

  get name(): string {
    return this.kind.name;
  }

  prepare(inCluster: InClusterAddress | undefined): void {
    addressOf(inCluster);
  }

  async start(script: ScriptOrder, order: LoadOrder, signal: AbortSignal): Promise<RunningK6> {
    const load = newLoadName();
    this.#loads.add(load);
    try {
      await this.#create(load, script, order, signal);
      return await this.#started(load, order, signal);
    } catch (error) {
      // It stays among the loads, and is removed in the end.
      await this.#remove(load).catch((trouble: Error) => this.onNote(trouble.message));
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const load of [...this.#loads]) await this.#remove(load);
  }

  async #create(load: string, { script, settings }: ScriptOrder, order: LoadOrder, signal: AbortSignal): Promise<void> {
    const { core, namespace } = this.cluster;
    const { release, program } = this.options;
    this.#prometheus ??= (await BundledPrometheus.find(this.cluster, release, signal)) ?? null;
    const { baseUrl, headers = {} } = addressOf(order.inCluster);
    const INSTANCES = String(this.kind.parallelism);
    const told = { ...withoutHeaders(settings), BASE_URL: baseUrl, INSTANCES };
    const packed = await packScript(program, { script, settings: told }, signal);
    const name = { load, release };
    const env = { ...told, ...(order.labels && this.#prometheus?.environment) };
    const lengthMs = order.warmupMs + order.durationMs;
    const ownerReferences = await this.kind.create({ ...name, packed, env, lengthMs }, signal);
    const secret = owned(headersSecret(name, headers), ownerReferences);
    const storeHeaders = unlessThere(() => core.createNamespacedSecret({ namespace, body: secret }));
    await this.cluster.call('storing the headers', storeHeaders, signal);
    // The last, because the pods cannot begin without it, and could not without the Secret.
    const configMap = owned(scriptsConfigMap(name, packed), ownerReferences);
    const storeScripts = unlessThere(() => core.createNamespacedConfigMap({ namespace, body: configMap }));
    await this.cluster.call('storing the scripts', storeScripts, signal);
  }

  async #started(load: string, { labels }: LoadOrder, signal: AbortSignal): Promise<RunningK6> {
    const { parallelism, tellsCpu, isStartedByOthers } = this.kind;
    const since = Date.now();
    const afterwards = () => this.#checkSamples(labels, since, signal);
    const ofLoad = { selector: selectorOf(load), parallelism, tellsCpu, afterwards, remove: () => this.#remove(load) };
    const pods = (await untilStarted(this.cluster, ofLoad, signal)).map(({ metadata }) => metadata!.name!);
    const running = new RunningPods(this.cluster, ofLoad, pods, signal);
    if (parallelism > 1 && !isStartedByOthers) {
      await Promise.race([startTogether(this.cluster, pods, signal), running.ended]);
    }
    return running;
  }

  /** A trial without its series on a dashboard is as valid as one with them. */
  async #checkSamples(labels: LoadLabels | undefined, since: number, signal: AbortSignal): Promise<void> {
    const problem = labels && (await this.#prometheus?.problemWith(labels, since, signal));
    if (problem) this.onNote(problem);
  }

  async #remove(load: string): Promise<void> {
    await removeLoad(this.cluster, load);
    this.#loads.delete(load);
  }
}

/** Where the services are from within the cluster. */
function addressOf(inCluster: InClusterAddress | undefined): InClusterAddress {
  if (inCluster) return inCluster;
  throw new UsageError(
    'k6 in the cluster has no address of the models there: --url is an address of this machine. Give the one at which pods ' +
      'reach the ingress, for instance --url-in-cluster http://traefik.traefik.svc, or have k6 run here: --k6 local.',
  );
}

/** Has it go when these are gone. */
function owned<T extends V1ConfigMap | V1Secret>(object: T, ownerReferences: V1OwnerReference[]): T {
  object.metadata!.ownerReferences = ownerReferences;
  return object;
}
