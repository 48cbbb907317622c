import type { Cluster } from '../../../kubernetes/cluster.js';
import { TrialBroken } from '../../../trial/trial-broken.js';
import type { LoadLabels, LoadOrder } from '../../generator.js';
import type { K6Way, RunningK6 } from '../k6-way.js';
import type { ScriptOrder } from '../script-for-load.js';
import { BundledPrometheus } from './bundled-prometheus.js';
import { untilStarted } from './k6-pods.js';
import { newLoadName, selectorOf } from './labels.js';
import { removeLoad } from './leftovers.js';
import type { LoadKind } from './load-kind.js';
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
    private readonly release: string,
    private readonly onNote: (message: string) => void,
  ) {}

  get name(): string {
    return this.kind.name;
  }

  async start(script: ScriptOrder, order: LoadOrder, signal: AbortSignal): Promise<RunningK6> {
    const load = newLoadName();
    this.#loads.add(load);
    try {
      await this.#create(load, script, order, signal);
      return await this.#started(load, order, signal);
    } catch (error) {
      await this.#remove(load);
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const load of [...this.#loads]) await this.#remove(load);
  }

  async #create(load: string, script: ScriptOrder, order: LoadOrder, signal: AbortSignal): Promise<void> {
    const { core, namespace } = this.cluster;
    this.#prometheus ??= (await BundledPrometheus.find(this.cluster, this.release, signal)) ?? null;
    const env = {
      ...script.settings,
      ...addressOf(order),
      ...(order.labels && this.#prometheus?.environment),
      INSTANCES: String(this.kind.parallelism),
    };
    const scripts = await scriptsConfigMap(load);
    const store = unlessThere(() => core.createNamespacedConfigMap({ namespace, body: scripts }));
    await this.cluster.call('storing the scripts', store, signal);
    const lengthMs = order.warmupMs + order.durationMs;
    await this.kind.create({ load, scripts, script, env, lengthMs }, signal);
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
function addressOf({ inCluster }: LoadOrder): Record<string, string> {
  if (!inCluster) {
    throw new TrialBroken('k6 in the cluster has no address of the services there: give one with --url-in-cluster.');
  }
  return { BASE_URL: inCluster.baseUrl, REQUEST_HEADERS: JSON.stringify(inCluster.headers ?? {}) };
}
