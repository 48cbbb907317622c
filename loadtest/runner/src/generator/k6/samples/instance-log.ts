import { TrialBroken } from '../../../trial/trial-broken.js';
import { exact } from '../../../results/figure.js';
import { type K6Sample, readLine } from './sample-line.js';

const LAST_WORDS = 3;
const LONGEST_WORDS = 400;

/** When a load began. */
export interface Begun {
  /** Epoch milliseconds, by the clock of k6. */
  readonly startedAt: number;
  /** The same on the clock of performance.now() here, as well as the way of the line allows: clocks need not agree. */
  readonly heardAt: number;
}

/** All that one k6 said. */
export class InstanceLog {
  readonly samples: K6Sample[] = [];
  readonly #begun = Promise.withResolvers<Begun>();
  readonly #words: string[] = [];
  #startedAt: number | null = null;
  #end: { readonly written: number; readonly dropped: number } | null = null;

  constructor(readonly name: string) {}

  /** Resolves when k6 has said that its load began. */
  get begun(): Promise<Begun> {
    return this.#begun.promise;
  }

  /** Requests that were never started, because every virtual user was waiting for an answer. */
  get dropped(): number {
    return this.#end?.dropped ?? 0;
  }

  /** Epoch milliseconds; @throws TrialBroken where it never began */
  get startedAt(): number {
    if (this.#startedAt === null) throw new TrialBroken(`${this.name} sent no request. ${this.lastWords}`.trimEnd());
    return this.#startedAt;
  }

  /** What it said last beside its samples: why it ended, where it ended badly. */
  get lastWords(): string {
    const words = this.#words.join(' ').slice(0, LONGEST_WORDS);
    return words === '' ? '' : `It said: ${words}`;
  }

  add(text: string): void {
    const line = readLine(text);
    switch (line.kind) {
      case 'begun':
        this.#startedAt = line.startedAt;
        this.#begun.resolve({ startedAt: line.startedAt, heardAt: performance.now() - line.saidMs });
        return;
      case 'sample':
        this.samples.push(line.sample);
        return;
      case 'end':
        this.#end = line;
        return;
      case 'words':
        if (line.text.trim() === '') return;
        this.#words.push(line.text.trim());
        if (this.#words.length > LAST_WORDS) this.#words.shift();
    }
  }

  /** @throws TrialBroken where a line is missing, so that nothing is counted of a load that was seen in part */
  checkWhole(): void {
    const read = this.samples.length;
    if (!this.#end) {
      throw new TrialBroken(
        `${this.name} ended before it had said everything: ${exact(read)} answers were read, and no last line. ${this.lastWords}`.trimEnd(),
      );
    }
    if (this.#end.written !== read) {
      throw new TrialBroken(
        `${this.name} wrote ${exact(this.#end.written)} answers and ${exact(read)} of them were read: its output was cut on the way.`,
      );
    }
  }
}
