import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import type { Cell, Model, Shape } from '../../experiment/plan.js';
import { shapesOf } from '../../experiment/shapes-of.js';
import { connectCluster, type Cluster } from '../../kubernetes/cluster.js';
import { WatchedList } from '../../kubernetes/watched-list.js';
import { listed } from '../../results/figure.js';
import { UsageError } from '../../usage-error.js';
import { slotsOfAll } from '../read-slots.js';
import type { Deployment, Target } from '../target.js';
import { Cores } from './cores.js';
import { Hold, HoldLost } from './hold.js';
import { ourselves } from './holder.js';
import { Keep } from './originals.js';
import { readPodUsage } from './pod-usage.js';
import { describeModels } from './describe-models.js';
import { readyReplicas } from './ready-replicas.js';
import { sayingWhatIsForbidden } from './forbidden.js';
import { findRelease, selectorOf, type Release } from './release.js';
import { restoreAfterKilledRun, restoreRelease } from './restore-release.js';
import { podsOf, untilRolledOut, type Watched } from './rollout.js';
import { findRoute, type Route, type RouteOptions } from './route.js';
import { componentsOf, workingComponent } from './setting.js';
import { Shaper } from './shaper.js';
import { untilAnswered } from './until-answered.js';

export interface KubernetesTargetOptions extends RouteOptions {
  readonly context?: string;
  readonly namespace?: string;
  /** Of the chart, by the name that Helm knows it by. */
  readonly release: string;
  /** Told in words what a user should know of. */
  readonly onNote: (message: string) => void;
  /** Deletes the load that a killed run of this release may have left in the cluster. @returns what was deleted */
  readonly removeLoad?: (cluster: Cluster, release: string, signal: AbortSignal) => Promise<readonly string[]>;
}

interface Prepared {
  readonly route: Route;
  readonly shaper: Shaper;
  readonly keep: Keep;
  readonly watched: Watched;
  readonly holder: string;
  readonly hold: Hold;
}

/** A release of the chart on a cluster: shaped by patches of its objects, which are put back in the end. */
export class KubernetesTarget implements Target {
  readonly name: string;
  readonly #cluster: Cluster;
  readonly #options: KubernetesTargetOptions;
  readonly #cores = new Cores();
  readonly #lost = new AbortController();
  #prepared: Prepared | undefined;

  /** @throws UsageError where there is no such cluster */
  constructor(options: KubernetesTargetOptions) {
    this.#options = options;
    this.#cluster = connectCluster(options);
    this.name = `kubernetes ${this.#cluster.context}/${this.#cluster.namespace}/${options.release}`;
  }

  /** The most that the pods of one shape together could use. */
  get cores(): number | null {
    return this.#cores.most;
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  get inCluster() {
    return this.#prepared?.route.inCluster;
  }

  /** @throws UsageError where the release, its route, or a right to change it is missing */
  prepare(cells: readonly Cell[], signal: AbortSignal): Promise<void> {
    return sayingWhatIsForbidden(() => this.#prepare(cells, signal));
  }

  deploy(shape: Shape, signal: AbortSignal): Promise<Deployment> {
    return sayingWhatIsForbidden(() => this.#deploy(shape, signal));
  }

  /** Puts back all that was changed. @throws where that cannot be done now, with what to do later */
  async close(): Promise<void> {
    const prepared = this.#prepared;
    if (!prepared) return;
    this.#prepared = undefined;
    const { shaper, watched, hold } = prepared;
    try {
      await shaper.idle();
      if (await hold.take()) await this.#restore(prepared);
      else if (!this.lost.aborted) throw hold.lostTo();
    } catch (error) {
      if (error instanceof HoldLost) throw error;
      this.#prepared = prepared;
      const { message } = error as Error;
      throw new Error(`${message}\nThe release is not as it was yet: ${this.#restoreCommand} puts it back.`, {
        cause: error,
      });
    } finally {
      hold.stopRenewing();
      await Promise.all([watched.pods.stop(), watched.deployments.stop()]);
    }
  }

  async #restore({ shaper: { originals }, keep, holder }: Prepared): Promise<void> {
    for (const sentence of await restoreRelease(this.#cluster, keep, { originals, holder })) {
      if (sentence.includes('left alone')) this.#options.onNote(sentence);
    }
  }

  async #prepare(cells: readonly Cell[], signal: AbortSignal): Promise<void> {
    const { release: name, onNote } = this.#options;
    const cluster = this.#cluster;
    const models = [...new Set(cells.map(({ shape }) => shape.model))];
    const left = await restoreAfterKilledRun(cluster, name, signal);
    if (left) {
      onNote(['A run that was killed had left the release changed. It has been restored first.', ...left].join('\n'));
      const removed = (await this.#options.removeLoad?.(cluster, name, signal)) ?? [];
      for (const what of removed) onNote(`${what} of that run is deleted: it put load on.`);
    }
    const release = await findRelease(cluster, name, signal);
    checkComponents(release, models);
    const route = await findRoute(cluster, name, this.#options, signal);
    // Of one that has no pod now there may be one in a trial.
    const running = models.filter((model) => (release.deployments.get(model)?.status?.readyReplicas ?? 0) > 0);
    for (const description of await describeModels(route, running, signal)) this.#cores.learn(description);
    const shaper = new Shaper(cluster, release, models);
    await shaper.rehearse(shapesOf(cells), signal);
    const keep = new Keep(cluster, name);
    const holder = await ourselves();
    const hold = new Hold(keep, { originals: shaper.originals, holder });
    if (!(await hold.take(signal))) {
      throw new UsageError(`Another run has just begun to measure the release '${name}'. Wait until it ends.`);
    }
    this.#prepared = { route, shaper, keep, holder, hold, watched: this.#watch() };
    hold.lost.addEventListener('abort', () => this.#lost.abort(hold.lost.reason));
    hold.startRenewing();
    const { pods, deployments } = this.#prepared.watched;
    await Promise.all([pods.start(), deployments.start()]);
  }

  async #deploy(shape: Shape, signal: AbortSignal): Promise<Deployment> {
    if (!this.#prepared) throw new Error('prepare comes before deploy.');
    const { route, shaper, watched, hold } = this.#prepared;
    await this.#cluster.call('renewing the hold on the release', () => hold.confirm(), signal);
    await untilRolledOut(await shaper.shape(shape, signal), watched, signal);
    const podsNow = (components: readonly string[]) => podsOf(watched.pods.items, components);
    const answering = () => new Set(podsNow([shape.model]).map(({ metadata }) => metadata!.name!));
    const description = await untilAnswered(route, shape, answering, signal);
    const cores = this.#cores.ofPods(podsNow([workingComponent(shape.model)]), description);
    await shaper.autoscale(shape, signal);
    return {
      baseUrl: route.baseUrl,
      headers: route.headers,
      inCluster: route.inCluster,
      slots: slotsOfAll(description.limits.slots, shape, cores),
      cores,
      replicas: () => Promise.resolve(readyReplicas(watched.pods.items, shape.model)),
      usage: () => readPodUsage(this.#cluster, podsNow(componentsOf(shape.model))),
    };
  }

  #watch(): Watched {
    const { core, apps, namespace } = this.#cluster;
    const labelSelector = selectorOf(this.#options.release);
    const list = { namespace, labelSelector };
    return {
      pods: new WatchedList<V1Pod>(
        this.#cluster,
        `/api/v1/namespaces/${namespace}/pods`,
        () => core.listNamespacedPod(list),
        labelSelector,
      ),
      deployments: new WatchedList<V1Deployment>(
        this.#cluster,
        `/apis/apps/v1/namespaces/${namespace}/deployments`,
        () => apps.listNamespacedDeployment(list),
        labelSelector,
      ),
    };
  }

  get #restoreCommand(): string {
    const { context, namespace } = this.#cluster;
    return `fleetlab restore --release ${this.#options.release} --namespace ${namespace} --context ${context}`;
  }
}

function checkComponents({ name, deployments }: Release, models: readonly Model[]): void {
  const missing = models.filter((model) => componentsOf(model).some((component) => !deployments.has(component)));
  if (missing.length === 0) return;
  throw new UsageError(
    `The release '${name}' has no ${listed(missing)}: take ${missing.length === 1 ? 'it' : 'them'} out of the experiment's ` +
      `matrix, or install ${missing.length === 1 ? 'it' : 'them'}: ${missing.map((model) => `--set services.${model}.enabled=true`).join(' ')}.`,
  );
}
