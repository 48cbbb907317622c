import type { Slo } from '../experiment/experiment.js';
import type { Autoscale, Load, Model, Via } from '../experiment/plan.js';
import type { Searched } from '../experiment/search.js';
import type { TracedRequest } from '../trial/trial.js';
import type { RecoverySummary } from './recovery.js';
import type { Scaling } from './scaling.js';

export const SCHEMA_VERSION = 1;

/** summary.json: what an experiment found. Times in the names' units; every interval is a 95 % interval over trials. */
export interface Summary {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly name: string;
  readonly question: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly seed: number;
  /** What the experiment file promises; null where it promises nothing. */
  readonly slo: Slo | null;
  readonly environment: Environment;
  /** How many it is made of. */
  readonly trials: number;
  readonly cells: readonly CellSummary[];
  readonly fits: readonly Fit[];
  /** One for each setting whose limit was looked for; empty where the whole grid was run. */
  readonly searches: readonly SearchSummary[];
  /** What one setting differs by from itself; null where no pair was run, or it measured nothing. */
  readonly noise: NoiseSummary | null;
  /** Trials that broke and were run again. */
  readonly retried: readonly RetriedTrial[];
  /** One for each series of settings that differ in size; see `scalingInWords` for what it comes to. */
  readonly scaling: readonly Scaling[];
  /** How far more of the same paid and what ended it, a sentence a work and load; empty where fewer than three sizes were tried. */
  readonly scalingInWords: readonly string[];
  /** One sentence that answers the question. */
  readonly finding: string;
  readonly advice: readonly string[];
}

/** Where a setting stops keeping what is promised. */
export interface SearchSummary {
  readonly over: Searched;
  /** What was looked at: `threaded (4 threads), sleep 100 ms`. */
  readonly subject: string;
  /** `p95 under 200 ms`. */
  readonly promise: string;
  /** The most load that keeps the promise, or the fewest slots that do; null where none did. */
  readonly met: number | null;
  /** The next to it that does not; null where none failed. */
  readonly failed: number | null;
  /** Both, the lower first: the limit lies between. */
  readonly interval: readonly [number, number] | null;
  /** Whether both ends are neighbours and were tried twice. */
  readonly isDone: boolean;
  readonly trials: number;
  /** What was tried, from the easiest to the hardest. */
  readonly rungs: readonly ProbedRung[];
  /** The answer in a clause. */
  readonly words: string;
}

export interface ProbedRung {
  readonly value: number;
  /** The id of its cell. */
  readonly cell: string;
  readonly trials: number;
  /** Of these, those that kept the promise. */
  readonly met: number;
  /** Of these, those that say anything: a generator that was late, or a pod that did not start, leave nothing to say. */
  readonly measured: number;
  /** Why the others did not keep it, or say nothing, each once. */
  readonly why: readonly string[];
}

/** Shares of the throughput of the first of the two. */
export interface NoiseSummary {
  /** The id of the cell that was run as two. */
  readonly cell: string;
  readonly difference: number;
  /** null below three trials. */
  readonly ci95: readonly [number, number] | null;
}

export interface RetriedTrial {
  readonly number: number;
  /** The id of its cell. */
  readonly cell: string;
  /** Why each attempt before the last broke. */
  readonly after: readonly string[];
}

export type Verdict = 'valid' | 'suspect' | 'invalid';

/** What holds the work back: waiting needs a slot and no CPU, computing needs a core too, mixed now the one, now the other. */
export type Bound = 'waiting' | 'computing' | 'mixed';

export interface CellSummary {
  readonly id: string;
  readonly model: Model;
  readonly via: Via | null;
  readonly workload: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly bound: Bound;
  readonly replicas: number;
  readonly workers: number;
  readonly threads: number | null;
  /** Absent where replicas are fixed. */
  readonly autoscale?: Autoscale;
  /** CPU limit of each pod, in thousandths of a core; absent where it was left as it was. */
  readonly cpuMillis?: number;
  readonly load: Load;
  /** Clients of the closed load as resolved, requests of a burst; null for open. */
  readonly clients: number | null;
  /** Those that could not be had, too. */
  readonly trials: number;
  readonly requests: number;
  readonly ok: number;
  readonly failed: number;
  readonly throughput: Throughput;
  readonly latencyMs: Percentiles | null;
  readonly waitMs: Percentiles | null;
  readonly serviceMs: Percentiles | null;
  readonly cpuMsPerRequest: number | null;
  readonly rssMiB: number | null;
  /** Cores that the services kept busy in the windows, on average; null where it is not seen. */
  readonly coresUsed: number | null;
  /** Share of the scheduler's periods in which a CPU limit held the services back; null where there is none, or it is not seen. */
  readonly throttledShare: number | null;
  /** The highest of its trials: share of its time, or of the CPU that it may use, that the generator was busy. */
  readonly generatorUtilization: number | null;
  readonly slots: number | null;
  /** Service time that the prediction is made of: asked for, or measured at concurrency 1; null where neither says anything. */
  readonly calibratedMs: number | null;
  /** What slots and service time predict, per second; null where they predict nothing. */
  readonly predictedThroughput: number | null;
  /** Measured over predicted. */
  readonly attained: number | null;
  /** Who waited, and how long all took; null for loads that are not a burst. */
  readonly burst: BurstSummary | null;
  /** How the promise of latency was kept; absent for loads that do not rise and fall. */
  readonly recovery?: RecoverySummary;
  /** The slowest right answers of all trials whose request started a trace, the slowest first. */
  readonly slowestTraced: readonly TracedRequest[];
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
}

/** Requests per second. */
export interface Throughput {
  /** null where no trial had two completions, and for a burst or a step. */
  readonly mean: number | null;
  /** null below three trials. */
  readonly ci95: readonly [number, number] | null;
  readonly perTrial: readonly number[];
}

/** Of the merged histogram of all trials, never averaged. */
export interface Percentiles {
  readonly min: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly mean: number;
}

export interface BurstSummary {
  /** From the start of the burst to its last answer, mean over trials. */
  readonly lastAnswerMs: number | null;
  readonly stall: StallSummary | null;
}

/** What one request that takes longer did to the others. */
export interface StallSummary {
  readonly request: number;
  /** How long it ran, mean over trials; null where it ran in none. */
  readonly ranMs: number | null;
  /** Requests that waited at least half as long as the stalled one ran, in any trial. */
  readonly waiters: readonly number[];
  /** Whether they were the same in every trial. */
  readonly sameInEveryTrial: boolean;
  /** The longest any of the others waited for its work to begin. */
  readonly longestWaitMs: number | null;
}

/** Throughput as a straight line through slots: `perSlot` is what one more slot brings. */
export interface Fit {
  readonly model: Model;
  readonly via: Via | null;
  readonly cpuMillis?: number;
  readonly workload: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly load: Load;
  readonly perSlot: number;
  /** null below three different slot counts: two points always lie on a line. */
  readonly r2: number | null;
}

export interface Environment {
  readonly fleetlab: string;
  readonly node: string;
  readonly os: string;
  readonly cpuModel: string;
  /** What the process may use, cgroup limits included; not what the machine has. */
  readonly cores: number;
  readonly memoryMiB: number;
  readonly target: string;
  readonly generator: string;
  readonly commit: string | null;
  /** Cores that the services may use, where they ran somewhere else than the process; absent in older results. */
  readonly serviceCores?: number | null;
  /** Where a trace can be looked at, with `{traceId}` in the place of its id; absent where nobody said. */
  readonly traceUrl?: string;
}
