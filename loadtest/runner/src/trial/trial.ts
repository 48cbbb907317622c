/** What one trial measured: a line of trials.jsonl. Durations are milliseconds unless the name says otherwise. */
export interface TrialRecord {
  readonly number: number;
  readonly round: number;
  /** The id of its cell in the plan. */
  readonly cell: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Why it measured nothing, in a sentence; absent where it did. A broken trial has no requests, and its cell is invalid. */
  readonly broken?: string;
  /** Why it was run again, once for each attempt before the last; absent where the first was the last. */
  readonly retriedAfter?: readonly string[];
  readonly window: WindowRecord;
  readonly requests: RequestCounts;
  /** Right answers in the window over the time from the first to the last of them; null below two. */
  readonly throughputPerS: number | null;
  readonly histograms: TrialHistograms;
  /** Mean number of requests under way in the window, integrated over it. */
  readonly meanInFlight: number;
  /** Sum of the latencies of all requests that ended in the window, failures too. */
  readonly latencySumMs: number;
  /** Mean latency of right answers in the first and the second half of the window: a warm-up that was too short shows here. */
  readonly halves: { readonly firstMeanMs: number | null; readonly secondMeanMs: number | null };
  readonly generator: GeneratorHealth;
  readonly usage: Usage | null;
  /** Each single request, for loads in which order is the point; empty elsewhere. */
  readonly timeline: readonly RequestSample[];
  /** Second by second of the window, for loads whose rate changes; absent elsewhere. */
  readonly series?: readonly SecondSample[];
  /** The slowest right answers of the window whose request started a trace, the slowest first; absent in older results. */
  readonly slowestTraced?: readonly TracedRequest[];
}

/** The requests that were to start in one second of the window, whenever they ended. */
export interface SecondSample {
  /** Counts from 0. */
  readonly second: number;
  readonly ok: number;
  readonly failed: number;
  /** Of the right answers, from the intended start; null where there was none. */
  readonly p95Ms: number | null;
  /** Replicas that were ready then; null where nobody knows. */
  readonly replicas: number | null;
}

/** A request that started a trace. Whether any service kept that trace is not known here. */
export interface TracedRequest {
  readonly traceId: string;
  /** When it was to start. */
  readonly at: string;
  readonly latencyMs: number;
  readonly waitMs: number;
  readonly serviceMs: number;
}

export interface WindowRecord {
  readonly warmupMs: number;
  readonly durationMs: number;
  /** Clients of a closed load, requests of a burst; null for an open load and a step. */
  readonly clients: number | null;
  readonly ratePerSecond: number | null;
}

/** Why a request failed whose answer came and was not the right one. */
export const WRONG_ANSWER = 'wrong answer';

/** Requests that ended in the window. */
export interface RequestCounts {
  readonly ok: number;
  readonly failed: number;
  /** Failures by reason: `503 OVERLOADED`, `ECONNRESET`, `wrong answer`. */
  readonly failures: Readonly<Record<string, number>>;
}

/** HDR histograms in microseconds, compressed and base64-encoded, so that trials can be merged without averaging percentiles. */
export interface TrialHistograms {
  /** What the client saw: from the (intended) start to the answer. Successful requests only. */
  readonly latency: string;
  /** timing.waitMs and timing.serviceMs of the answers. */
  readonly wait: string;
  readonly service: string;
}

export interface GeneratorHealth {
  /** Requests that the schedule wanted started in the window, and that were; equal for a closed load. */
  readonly scheduled: number;
  readonly started: number;
  /** How late requests started against the schedule, 99th percentile; 0 for a closed load. */
  readonly lagP99Ms: number;
  /**
   * Share of the window in which the generator's event loop was busy, or for k6 of the CPU that it may use, 0 to 1; null
   * where it cannot be seen.
   */
  readonly loopUtilization: number | null;
  /** Iterations that k6 could not start because no VU was free; absent for a generator that drops none. */
  readonly dropped?: number;
}

/** What the service under test used, over the window and all its processes. */
export interface Usage {
  readonly cpuMs: number;
  readonly rssMiB: number;
  /** What a CPU limit held back; absent where there is none, or it cannot be seen. */
  readonly throttling?: Throttling;
}

/** Periods of the scheduler (100 ms), over all processes. */
export interface Throttling {
  readonly periods: number;
  readonly throttledPeriods: number;
  readonly throttledMs: number;
}

/** Times are milliseconds since the start of the burst. */
export interface RequestSample {
  /** Counts from 1. */
  readonly request: number;
  readonly sentMs: number;
  /** When the work began and ended on its thread, as the service says; null where the request failed. */
  readonly startedMs: number | null;
  readonly finishedMs: number | null;
  readonly answeredMs: number;
  readonly pid: number | null;
  readonly threadId: number | null;
  readonly failure: string | null;
  readonly stalled: boolean;
}

/** What was known of a shape and its work before the trials: what predictions are made of. */
export interface Calibration {
  readonly cell: string;
  /** Slots that bound this work on this shape; null where nothing does. */
  readonly slots: number | null;
  /** The requested wait, or the least median at concurrency 1 over all settings of the same work, before the trials; null where neither says anything (mixed work). */
  readonly serviceMs: number | null;
  /** The fastest run seen at concurrency 1 on any setting of the same work: no slot can do better. The requested wait for work that waits. */
  readonly fastestMs: number | null;
  readonly source: 'requested' | 'measured' | 'none';
  /** Why the shape could not be had before the trials; absent where it could. None of its trials is tried. */
  readonly broken?: string;
}
