import type { V1Pod } from '@kubernetes/client-node';
import type { ModelDescription } from '../model-description.js';

/** What is known of the cores that pods may use: pods of one node do not compute on more cores than it has. */
export class Cores {
  #ofNode: number | null = null;
  #ofOneShape: number | null = null;

  /** The most that a pod without a CPU limit has seen; null as long as none has. */
  get ofNode(): number | null {
    return this.#ofNode;
  }

  /** The most that the pods of one shape together could use, on all their nodes; until there was one, those of a node. */
  get most(): number | null {
    return this.#ofOneShape ?? this.#ofNode;
  }

  learn({ cpu: { availableCores, limitCores } }: ModelDescription): void {
    if (limitCores == null) this.#ofNode = Math.max(this.#ofNode ?? 0, availableCores);
  }

  /** Of all these pods together. @param description of one of them */
  ofPods(pods: readonly V1Pod[], description: ModelDescription): number {
    this.learn(description);
    const limits = pods.map(limitOf);
    const nodes = Map.groupBy(pods.keys(), (index) => pods[index]!.spec?.nodeName ?? '');
    const most = this.#ofNode ?? Infinity;
    const cores = [...nodes.values()]
      .map((indexes) => indexes.reduce((sum, index) => sum + (limits[index] ?? description.cpu.availableCores), 0))
      .reduce((sum, ofNode) => sum + Math.min(ofNode, most), 0);
    this.#ofOneShape = Math.max(this.#ofOneShape ?? 0, cores);
    return cores;
  }
}

/** Of all its containers; undefined where one has none. */
function limitOf({ spec }: V1Pod): number | undefined {
  const limits = (spec?.containers ?? []).map(({ resources }) => coresOf(resources?.limits?.cpu));
  return limits.reduce((sum, limit) => (sum === undefined || limit === undefined ? undefined : sum + limit), 0);
}

/** `300m`, `2`, `0.5`. */
function coresOf(quantity: string | undefined): number | undefined {
  if (quantity === undefined) return undefined;
  return quantity.endsWith('m') ? Number(quantity.slice(0, -1)) / 1000 : Number(quantity);
}
