import { shapeId } from '../experiment/cell-id.js';
import type { PlannedTrial } from '../experiment/plan.js';
import type { Generator } from '../generator/generator.js';
import type { Target } from '../target/target.js';
import { attempt, type Attempted } from './attempt.js';
import { brokenTrial } from './broken-trial.js';
import { runTrial, type TrialOrder } from './run-trial.js';
import type { TrialRecord } from './trial.js';

const MOST_ATTEMPTS = 2;
/** A shape that broke this many trials in a row will break the next one, too: then once is enough. */
const BROKEN_IN_A_ROW = 3;

export interface TrialTools {
  readonly target: Target;
  readonly generator: Generator;
}

/** Runs one trial after another: a broken one again, and where that breaks, too, its record says why. */
export class TrialRunner {
  readonly #tools: TrialTools;
  readonly #onRetry: (trial: PlannedTrial, reason: string) => void;
  /** By shape. */
  readonly #brokenInARow = new Map<string, number>();

  /** @param onRetry told why a trial broke that is run again */
  constructor(tools: TrialTools, onRetry: (trial: PlannedTrial, reason: string) => void) {
    this.#tools = tools;
    this.#onRetry = onRetry;
  }

  async run(order: TrialOrder, signal: AbortSignal): Promise<TrialRecord> {
    const startedAt = new Date();
    const attempted = await this.#attempt(order, signal);
    const record = 'value' in attempted ? attempted.value : brokenTrial(order, startedAt, attempted.brokenBy);
    const shape = shapeId(order.trial.cell.shape);
    this.#brokenInARow.set(shape, 'value' in attempted ? 0 : this.#brokenOf(shape) + 1);
    return attempted.after.length === 0 ? record : { ...record, retriedAfter: attempted.after };
  }

  async #attempt(order: TrialOrder, signal: AbortSignal): Promise<Attempted<TrialRecord>> {
    const { trial, calibration } = order;
    if (calibration.broken !== undefined) return { brokenBy: calibration.broken, after: [] };
    const { target, generator } = this.#tools;
    const most = this.#brokenOf(shapeId(trial.cell.shape)) < BROKEN_IN_A_ROW ? MOST_ATTEMPTS : 1;
    return attempt(
      async () => runTrial(order, await target.deploy(trial.cell.shape, signal), generator, signal),
      { most, onRetry: (reason) => this.#onRetry(trial, reason) },
      signal,
    );
  }

  #brokenOf(shape: string): number {
    return this.#brokenInARow.get(shape) ?? 0;
  }
}
