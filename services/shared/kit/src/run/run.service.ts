import type { RunTrace } from '../tracing/run-trace.js';
import type { TracedCall } from '../tracing/run-spans.js';
import type { Accepted } from './accepted.js';

/** One request for work, after validation. */
export interface RunRequest {
  readonly workload: string;
  /** The workload's own parameters, parsed. */
  readonly params: object;
  /** The model's own parameters (async: `via`), parsed. */
  readonly options: Readonly<Record<string, string>>;
  /** The trace that the work goes on with, wherever it is done; undefined while traces are off. */
  readonly trace?: RunTrace;
}

/** One finished piece of work. Times are epoch milliseconds with fractions. */
export interface RunOutcome {
  readonly result: unknown;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** CPU time in milliseconds; null for work that only waits, or that shared its thread while it ran. */
  readonly cpuMs: number | null;
  readonly pid: number;
  readonly threadId: number;
  /** What it asked of the upstream; only of a run that is traced. */
  readonly calls?: readonly TracedCall[];
}

/** How many requests one replica can work on at a time; null where nothing bounds it. */
export interface Slots {
  readonly wait: number | null;
  readonly cpu: number;
}

/** What a service says of itself at `GET /{model}`. */
export interface ModelLimits {
  readonly slots: Slots;
  /** The settings that made them, for instance `{ workers: 2, threads: 4, maxQueue: 1000 }`. */
  readonly settings: Readonly<Record<string, number | null>>;
}

/**
 * What differs between models: how a request is run. Everything before and after (routes, validation, timing,
 * metrics, errors) is the same for all and lives beside this file.
 */
export abstract class RunService {
  /**
   * Runs one request to its end.
   *
   * @throws Problem OVERLOADED where the model has no room, UPSTREAM_FAILED or TIMEOUT where the upstream failed
   */
  abstract run(request: RunRequest): RunOutcome | Accepted | Promise<RunOutcome | Accepted>;
  /** A promise, which never rejects, where they have to be asked for: the workers of a queue come and go. */
  abstract readonly limits: ModelLimits | Promise<ModelLimits>;
  /** How many accepted requests wait for a slot in this process. */
  abstract readonly waiting: number;
  /** Whether a run holds the event loop: then the process is shown at work first, while it can. */
  holdsLoop(_request: RunRequest): boolean {
    return false;
  }
  /** Headers that go with each of its answers. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
}
