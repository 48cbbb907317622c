import { allDone } from './all-done.js';
import { workingComponent, settingOf, type Setting } from './setting.js';
import type { Model, Shape } from '../../experiment/plan.js';
import { shapeId } from '../../experiment/cell-id.js';
import type { Cluster } from '../../kubernetes/cluster.js';
import { patchOf, valueAt, type FieldValue } from '../../kubernetes/field-path.js';
import { OUR_MANAGER } from '../../kubernetes/managed-fields.js';
import { mergeObject, type ObjectRef, type PlainObject } from '../../kubernetes/objects.js';
import { isRefusedWith, refusalOf } from '../../kubernetes/refusal.js';
import { UsageError } from '../../usage-error.js';
import {
  AUTOSCALER_FIELDS,
  isAutoscaled,
  rehearseAutoscaler,
  removeAutoscalers,
  startAutoscaler,
} from './autoscaler.js';
import { pausedAt } from './autoscaler-pause.js';
import { originalOf, type Original } from './originals.js';
import { findRelease, type Release } from './release.js';
import type { Told } from './rollout.js';
import { differingFields, fieldsFor, fieldsOfPods, REPLICAS, shapeFields } from './shape-fields.js';

interface Change {
  readonly ref: ObjectRef;
  readonly fields: readonly FieldValue[];
}

/** Changes the objects of a release as shapes want them, and remembers how they were found. */
export class Shaper {
  readonly originals: readonly Original[];
  readonly #cluster: Cluster;
  readonly #release: Release;
  /** Components that experiments change. */
  readonly #components: readonly string[];
  #isAutoscaled = false;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(cluster: Cluster, release: Release, models: readonly Model[]) {
    this.#cluster = cluster;
    this.#release = release;
    this.#components = models.map(workingComponent);
    this.originals = [
      ...[...release.autoscalers.values()].map((object) =>
        originalOf(autoscalerRef(object), object, AUTOSCALER_FIELDS),
      ),
      ...this.#components.map((component) => {
        const object = release.deployments.get(component)!;
        return originalOf(deploymentRef(object), object, shapeFields(component, object));
      }),
    ];
  }

  /** Has the API server check every change that will be asked of it. @throws UsageError with what it says against one */
  async rehearse(shapes: readonly Shape[], signal: AbortSignal): Promise<void> {
    for (const shape of shapes) {
      try {
        await this.#apply(this.#changes(shape, this.#release), true, signal);
        if (isAutoscaled(shape)) await rehearseAutoscaler(this.#cluster, this.#release, shape, signal);
      } catch (error) {
        if (!isRefusedWith(422, error) && !isRefusedWith(400, error)) throw error;
        throw new UsageError(`The API server does not take ${shapeId(shape)}: ${refusalOf(error)}`);
      }
    }
  }

  /**
   * Tells all objects at once. The other models of the experiment are left with one pod each, so that there is room.
   *
   * @returns what the Deployments were told, to wait for
   */
  async shape(shape: Shape, signal: AbortSignal): Promise<readonly Told[]> {
    const shaping = this.#shape(shape, signal);
    this.#underWay = shaping.catch(() => undefined);
    return shaping;
  }

  /** Leaves replicas to an autoscaler from now on, until the next shape. */
  async autoscale(shape: Shape, signal: AbortSignal): Promise<void> {
    if (!isAutoscaled(shape)) return;
    this.#isAutoscaled = true;
    const starting = startAutoscaler(this.#cluster, this.#release, shape, signal);
    this.#underWay = starting.catch(() => undefined);
    await starting;
  }

  /** Resolves when nothing is being changed. */
  async idle(): Promise<void> {
    await this.#underWay;
  }

  async #shape(shape: Shape, signal: AbortSignal): Promise<readonly Told[]> {
    if (this.#isAutoscaled) await removeAutoscalers(this.#cluster, this.#release.name, signal);
    this.#isAutoscaled = false;
    const release = await findRelease(this.#cluster, this.#release.name, signal);
    const setting = settingOf(shape);
    const changes = this.#changes(shape, release);
    const changed = new Map(await this.#apply(changes, false, signal));
    return [...this.#replicasFor(shape, release)].map(([component, replicas]) => {
      const { metadata } = release.deployments.get(component)!;
      const generation = changed.get(metadata.name) ?? metadata.generation ?? 0;
      const ofPods = component === setting.component ? this.#wanted(deploymentRef({ metadata }), setting) : [];
      return { component, name: metadata.name, generation, replicas, ofPods: fieldsOfPods(ofPods) };
    });
  }

  #changes(shape: Shape, release: Release): { autoscalers: Change[]; deployments: Change[] } {
    const setting = settingOf(shape);
    const replicas = this.#replicasFor(shape, release);
    const autoscalers = [...release.autoscalers].map(([component, object]) => {
      const count = replicas.get(component) ?? release.deployments.get(component)!.spec.replicas;
      return { ref: autoscalerRef(object), fields: differingFields(object, pausedAt(count)) };
    });
    const deployments = this.#components.map((component) => {
      const object = release.deployments.get(component)!;
      const ref = deploymentRef(object);
      const wanted = component === setting.component ? this.#wanted(ref, setting) : idle(replicas.get(component)!);
      return { ref, fields: differingFields(object, wanted) };
    });
    return { autoscalers, deployments };
  }

  #wanted(ref: ObjectRef, setting: Setting): FieldValue[] {
    const { fields } = this.originals.find(
      (original) => original.ref.kind === ref.kind && original.ref.name === ref.name,
    )!;
    return fieldsFor(setting, fields);
  }

  /** How many pods each component is to have, of those that take part. */
  #replicasFor(shape: Shape, release: Release): Map<string, number> {
    const { component: working, replicas } = settingOf(shape);
    const others = this.#components.filter((component) => component !== working);
    const api = shape.model === 'queue' ? [['queue', release.deployments.get('queue')!.spec.replicas] as const] : [];
    return new Map([
      [working, replicas],
      ...others.map((other) => [other, Math.min(1, this.#replicasBefore(other))] as const),
      ...api,
    ]);
  }

  #replicasBefore(component: string): number {
    return valueAt(this.#release.deployments.get(component), REPLICAS) as number;
  }

  /** Autoscalers first: one that is not paused yet would take replicas back. @returns generations by Deployment */
  async #apply(
    { autoscalers, deployments }: { autoscalers: readonly Change[]; deployments: readonly Change[] },
    dryRun: boolean,
    signal: AbortSignal,
  ): Promise<(readonly [string, number])[]> {
    const apply = ({ ref, fields }: Change): Promise<PlainObject> =>
      mergeObject(this.#cluster, ref, patchOf(fields), { fieldManager: OUR_MANAGER, dryRun, signal });
    const isNeeded = ({ fields }: Change) => dryRun || fields.length > 0;
    await allDone(autoscalers.filter(isNeeded).map(apply));
    const changed = await allDone(deployments.filter(isNeeded).map(apply));
    return changed.map(({ metadata }) => [metadata.name, metadata.generation ?? 0] as const);
  }
}

function idle(replicas: number): FieldValue[] {
  return [{ path: REPLICAS, value: replicas }];
}

function deploymentRef({ metadata }: Pick<PlainObject, 'metadata'>): ObjectRef {
  return { kind: 'Deployment', name: metadata.name };
}

function autoscalerRef({ metadata }: PlainObject): ObjectRef {
  return { kind: 'HorizontalPodAutoscaler', name: metadata.name };
}
