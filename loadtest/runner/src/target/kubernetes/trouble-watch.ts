import type { V1Pod } from '@kubernetes/client-node';
import { troubleOf, unschedulable } from '../../kubernetes/pod-trouble.js';

/** A node may have room again, once others have ended. */
const UNSCHEDULABLE_MS = 60_000;
/** A pod that was there before may be one that is about to go. */
const OLD_TROUBLE_MS = 3_000;

/** Says when it is of no use to wait for pods any longer. */
export class TroubleWatch {
  readonly #old: ReadonlySet<string | undefined>;
  readonly #since = new Map<string, number>();

  /** @param pods that are there already */
  constructor(pods: readonly V1Pod[]) {
    this.#old = new Set(pods.map(({ metadata }) => metadata?.uid));
  }

  /** @returns a sentence; null as long as all may become well */
  troubleIn(pods: readonly V1Pod[], now = Date.now()): string | null {
    for (const pod of pods.filter(({ metadata }) => metadata?.deletionTimestamp === undefined)) {
      const patience = this.#old.has(pod.metadata?.uid) ? OLD_TROUBLE_MS : 0;
      const trouble =
        this.#lasting(pod, troubleOf(pod), patience, now) ??
        this.#lasting(pod, unschedulable(pod), UNSCHEDULABLE_MS, now);
      if (trouble) return `${trouble[0]!.toUpperCase()}${trouble.slice(1)}.`;
    }
    return null;
  }

  #lasting({ metadata }: V1Pod, trouble: string | null, patienceMs: number, now: number): string | null {
    if (trouble === null) return null;
    const key = `${metadata?.uid} ${trouble.split(':')[1]}`;
    if (!this.#since.has(key)) this.#since.set(key, now);
    return now - this.#since.get(key)! >= patienceMs ? trouble : null;
  }
}
