import type { Progress } from '../job.js';
import type { Claim, Ending } from './run.store.js';

/** The jobs that a worker holds: those that run, and those that have ended but are not written yet. */
export class Slots {
  private readonly claims = new Set<Claim>();
  private ended: Ending[] = [];
  private progress = new Map<Claim, Progress>();

  constructor(private readonly concurrency: number) {}

  get isEmpty(): boolean {
    return this.claims.size === 0;
  }

  /** An ended job keeps its slot until its ending is written. */
  get free(): number {
    return this.concurrency - this.claims.size;
  }

  get endings(): readonly Ending[] {
    return [...this.ended];
  }

  get held(): readonly Claim[] {
    return [...this.claims];
  }

  /** The jobs that still run. */
  get running(): readonly Claim[] {
    const ended = new Set(this.ended.map(({ claim }) => claim));
    return [...this.claims].filter((claim) => !ended.has(claim));
  }

  get hasProgress(): boolean {
    return this.progress.size > 0;
  }

  take(claim: Claim): void {
    this.claims.add(claim);
  }

  noteProgress(claim: Claim, progress: Progress): void {
    if (this.claims.has(claim)) this.progress.set(claim, progress);
  }

  /** Progress noted since it was last asked for. */
  takeProgress(): readonly (readonly [Claim, Progress])[] {
    const noted = [...this.progress];
    this.progress.clear();
    return noted;
  }

  end(ending: Ending): void {
    this.ended.push(ending);
    this.progress.delete(ending.claim);
  }

  /** Frees the slots of endings that are written. */
  release(endings: readonly Ending[]): void {
    const written = new Set(endings);
    this.ended = this.ended.filter((ending) => !written.has(ending));
    for (const { claim } of endings) this.claims.delete(claim);
  }
}
