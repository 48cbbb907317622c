import type { Experiment } from '../experiment/experiment.js';
import type { Plan } from '../experiment/plan.js';
import type { Calibration, TrialRecord } from '../trial/trial.js';
import { EXPERIMENT_RUNNING } from './metric-names.js';
import { Outbox } from './outbox.js';
import type { RemoteWrite } from './remote-write.js';
import type { Sample } from './sample.js';
import { trialSamples, type RunLabels } from './trial-samples.js';

const BEAT_MS = 15_000;
/** A run that has ended, or was interrupted, waits no longer for a server. */
const LAST_PUSH_MS = 2_000;

/** What a run is about, so that its trials can be told. */
export interface PushedRun {
  readonly experiment: Pick<Experiment, 'name' | 'slo'>;
  readonly plan: Plan;
  readonly calibrations: readonly Calibration[];
  /** The name of its results folder. */
  readonly run: string;
}

/** What a run tells, and when. */
export type RunListener = Pick<RunPush, 'begin' | 'trialEnded' | 'end'>;

/** Tells a Prometheus of a run while it goes on. Whatever the server does, the run does not notice. */
export class RunPush {
  readonly #outbox: Outbox;
  readonly #onNote: (message: string) => void;
  #pushed: PushedRun | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param onNote told in words when pushes begin to fail, when they work again, and how much arrived in the end */
  constructor(server: Pick<RemoteWrite, 'write' | 'shownUrl'>, onNote: (message: string) => void) {
    this.#outbox = new Outbox(server, onNote);
    this.#onNote = onNote;
  }

  /** The run is going on from here. */
  begin(pushed: PushedRun): void {
    this.#pushed = pushed;
    this.#beat();
    this.#timer = setInterval(() => this.#beat(), BEAT_MS).unref();
  }

  trialEnded(record: TrialRecord): void {
    const { plan, calibrations, experiment } = this.#pushed!;
    const cell = plan.cells.find(({ id }) => id === record.cell)!;
    const calibration = calibrations.find((known) => known.cell === record.cell) ?? null;
    void this.#outbox.push(trialSamples(this.#labels, cell, calibration, record, experiment.slo));
  }

  /** Says that the run has ended, well or not, and sends what is left; at most for two seconds. Safe where nothing began. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    if (!this.#pushed) return;
    const last = this.#outbox.push([this.#running(0)], [], LAST_PUSH_MS);
    const { promise: timeIsUp, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LAST_PUSH_MS);
    await Promise.race([last, timeIsUp]);
    clearTimeout(timer);
    this.#outbox.abandon();
    this.#pushed = undefined;
    this.#onNote(this.#outbox.outcome);
  }

  /** That it was running is worth nothing once the next beat is due. */
  #beat(): void {
    void this.#outbox.push([], [this.#running(1)]);
  }

  #running(value: 0 | 1): Sample {
    return { name: EXPERIMENT_RUNNING, labels: { ...this.#labels }, value, timestampMs: Date.now() };
  }

  get #labels(): RunLabels {
    const { experiment, run } = this.#pushed!;
    return { experiment: experiment.name, run };
  }
}
