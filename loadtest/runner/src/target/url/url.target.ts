import { settingId } from '../../experiment/cell-id.js';
import type { Cell, Model, Shape } from '../../experiment/plan.js';
import { exact, listed } from '../../results/figure.js';
import { UsageError } from '../../usage-error.js';
import { refuseKubernetesFactors } from '../kubernetes-only.js';
import { NotDescribed, readDescription, type ModelDescription } from '../model-description.js';
import { slotsOfAll } from '../read-slots.js';
import type { Deployment, Target } from '../target.js';
import { differences } from './differences.js';

export interface UrlTargetOptions {
  /** Origin of the ingress, for instance `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Sent with every request: `authorization` for instance. Never written into results. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How often a model is asked who answers, for each replica and beside that: enough to meet several where there are several. */
const ASKED_PER_REPLICA = 4;

/**
 * A fleet that is there already, behind any ingress. It cannot be set up, only asked what it is, and its CPU time and memory
 * cannot be seen from here.
 */
export class UrlTarget implements Target {
  readonly name: string;
  readonly #options: UrlTargetOptions;
  readonly #descriptions = new Map<Model, ModelDescription>();

  constructor(options: UrlTargetOptions) {
    this.name = `url ${options.url}`;
    this.#options = options;
  }

  /** Of the largest deployment that was asked for; replicas without a CPU limit are taken to have a machine each. */
  get cores(): number | null {
    const all = [...this.#descriptions.values()].map(({ cpu }) => cpu.availableCores);
    return all.length === 0 ? null : Math.max(...all) * this.#mostReplicas;
  }
  #mostReplicas = 1;

  /** @throws UsageError where nothing of fleetlab answers, or where it is set up otherwise than the experiment wants it */
  async prepare(cells: readonly Cell[], signal: AbortSignal): Promise<void> {
    refuseKubernetesFactors(cells, 'a fleet behind --url is measured as it is');
    const shapes = cells.map(({ shape }) => shape);
    const byModel = Map.groupBy(shapes, ({ model }) => model);
    for (const model of byModel.keys()) this.#descriptions.set(model, await this.#describe(model, signal));
    const problems = [
      ...[...byModel].flatMap(([model, alike]) => severalReplicas(model, alike)),
      ...new Set(cells.flatMap((cell) => this.#differences(cell))),
    ];
    if (problems.length > 0) throw this.#cannotBeReshaped(problems);
    this.#mostReplicas = Math.max(...shapes.map(({ replicas }) => replicas));
    for (const [model, [shape]] of byModel) await this.#checkPods(model, shape!.replicas, signal);
  }

  deploy(shape: Shape, signal: AbortSignal): Promise<Deployment> {
    signal.throwIfAborted();
    const { limits, cpu } = this.#descriptions.get(shape.model)!;
    const cores = cpu.availableCores * (shape.model === 'queue' ? 1 : shape.replicas);
    return Promise.resolve({
      baseUrl: this.#options.url,
      headers: this.#options.headers,
      slots: slotsOfAll(limits.slots, shape, Infinity),
      cores,
      usage: () => Promise.resolve(null),
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #describe(model: Model, signal: AbortSignal): Promise<ModelDescription> {
    const { url, headers } = this.#options;
    try {
      return await readDescription(url, model, headers, signal);
    } catch (error) {
      if (error instanceof NotDescribed) throw new UsageError(`--url ${url}: ${error.message} ${adviceFor(error)}`);
      throw error;
    }
  }

  #differences(cell: Cell): string[] {
    const found = differences(cell, this.#descriptions.get(cell.shape.model)!.limits.settings);
    return found.length === 0 ? [] : [`${settingId(cell)}: ${found.join(', ')}`];
  }

  /** Fewer pods than replicas prove nothing: an ingress may send all to one, and pods on one host may share its name. */
  async #checkPods(model: Model, replicas: number, signal: AbortSignal): Promise<void> {
    if (model === 'queue') return;
    const times = ASKED_PER_REPLICA * (replicas + 1);
    const answers = await Promise.all(Array.from({ length: times }, () => this.#describe(model, signal)));
    const pods = new Set(answers.map(({ pod }) => pod));
    if (pods.size <= replicas) return;
    throw this.#cannotBeReshaped([
      `${model}: at least ${exact(pods.size)} replicas answer (${listed([...pods].sort())}), and the experiment says ` +
        `${exact(replicas)}`,
    ]);
  }

  #cannotBeReshaped(problems: readonly string[]): UsageError {
    return new UsageError(
      `--url ${this.#options.url}: this fleet is measured as it is, and the experiment asks for another:\n` +
        `${problems.map((problem) => `  ${problem}`).join('\n')}\n` +
        'Give the experiment one value each of replicas, workers and threads, those of the fleet, or set the fleet up otherwise.',
    );
  }
}

function severalReplicas(model: Model, shapes: readonly Shape[]): string[] {
  const replicas = [...new Set(shapes.map((shape) => shape.replicas))];
  return replicas.length === 1
    ? []
    : [`${model}: ${listed(replicas.map(exact))} replicas, which it cannot have at a time`];
}

function adviceFor({ status }: NotDescribed): string {
  switch (status) {
    case 401:
      return "It asks for a token: give --header 'Authorization: Bearer <token>'.";
    case 404:
      return "There is no such service behind it: take the model out of the experiment's matrix, or give the host that the ingress knows it by: --header 'Host: <host>'.";
    default:
      return 'Give the address at which a fleet of fleetlab answers, of its ingress for instance.';
  }
}
