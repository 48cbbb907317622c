import type { Deployment } from '../target/target.js';
import type { SecondSample } from './trial.js';

const SECOND_MS = 1000;

/** Asks once a second how many replicas are ready, as long as a window is open. */
export class ReplicaWatch {
  readonly #replicas: Deployment['replicas'];
  readonly #bySecond: (number | null)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #asked: Promise<unknown>[] = [];

  constructor({ replicas }: Pick<Deployment, 'replicas'>) {
    this.#replicas = replicas;
  }

  open(): void {
    if (!this.#replicas) return;
    this.#ask(0);
    const openedAt = performance.now();
    this.#timer = setInterval(() => this.#ask(Math.floor((performance.now() - openedAt) / SECOND_MS)), SECOND_MS);
  }

  /** Resolves when the last answer is there. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#asked);
  }

  /** Puts into each second what was known last. Where replicas do not change, they are those of the shape. */
  fill(series: readonly SecondSample[], shapeReplicas: number): SecondSample[] {
    let last: number | null = null;
    return series.map((sample) => {
      last = this.#replicas ? (this.#bySecond[sample.second] ?? last) : shapeReplicas;
      return { ...sample, replicas: last };
    });
  }

  /** A question without an answer leaves its second to the one before. */
  #ask(second: number): void {
    const asked = this.#replicas!()
      .catch(() => null)
      .then((replicas) => (this.#bySecond[second] = replicas));
    this.#asked.push(asked);
  }
}
