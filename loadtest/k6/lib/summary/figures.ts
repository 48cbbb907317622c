import { FAILURES } from '../answer.ts';
import type { Phase } from '../phases.ts';
import type { Rule } from '../rules.ts';
import type { RunTags } from '../tags.ts';
import { type SummaryData, valueOf } from './summary-data.ts';

/** What a script says about itself. */
export interface Report {
  /** The name of the script. */
  readonly script: string;
  readonly question: string;
  /** `threaded, sleep ms=100` */
  readonly title: string;
  readonly baseUrl: string;
  readonly tags: RunTags;
  /** What it was told about the load. */
  readonly load: Readonly<Record<string, unknown>>;
  readonly warmupMs: number;
  /** A duration of 0 is one that the fleet decides. */
  readonly phases: readonly Phase[];
  readonly rules: readonly Rule[];
  /** Figures that only this script has, and the lines that show them. */
  readonly more?: (data: SummaryData) => { readonly figures: object; readonly lines: readonly string[] };
}

export interface Durations {
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** The figures of one phase; durations in milliseconds, and null where no answer was right. */
export type PhaseFigures = ReturnType<typeof figuresOfPhase>;

export function figuresOf(report: Report, data: SummaryData) {
  const plannedMs = report.phases.reduce((sum, { durationMs }) => sum + durationMs, report.warmupMs);
  const endedEarly = data.state.testRunDurationMs < plannedMs;
  const rules = report.rules.map(({ metric, threshold, crossed, endsRun = false }) => {
    return { metric, threshold, crossed, endsRun, held: data.metrics[metric]?.thresholds?.[threshold]?.ok ?? true };
  });
  const phases = report.phases.map((phase) => figuresOfPhase(phase, data, endedEarly));
  const wasAnswered = phases.some(({ requests }) => requests.right > 0);
  const wasAsked = valueOf(data, 'iterations', 'count') > 0;
  return {
    phases,
    neverStarted: valueOf(data, 'dropped_iterations', 'count'),
    startLagP99Ms: valueOf(data, 'fleetlab_start_lag', 'p(99)'),
    ranMs: data.state.testRunDurationMs,
    wasAsked,
    endedEarly,
    rules,
    passed: wasAnswered && !endedEarly && !hasCrossed(data),
  };
}

/** By what k6 ends with: there may be thresholds of others. */
function hasCrossed({ metrics }: SummaryData) {
  return Object.values(metrics).some(({ thresholds = {} }) => Object.values(thresholds).some(({ ok }) => !ok));
}

function figuresOfPhase({ name, durationMs }: Phase, data: SummaryData, endedEarly: boolean) {
  const count = (failure: string) => valueOf(data, `fleetlab_failures{phase:${name},failure:${failure}}`, 'count');
  const failures = Object.fromEntries(FAILURES.map((failure) => [failure, count(failure)]));
  const right = valueOf(data, `fleetlab_response_duration{phase:${name}}`, 'count');
  const completed = valueOf(data, `fleetlab_completed{phase:${name}}`, 'count');
  const failed = Object.values(failures).reduce((sum, each) => sum + each, 0);
  return {
    name,
    durationMs,
    requests: { right, failed, failures },
    /** Right answers that came in this phase, whenever they were asked for. */
    completed,
    throughputPerS: durationMs > 0 && !endedEarly ? (completed * 1000) / durationMs : null,
    responseMs: durationsOf(data, `fleetlab_response_duration{phase:${name}}`),
    waitMs: durationsOf(data, `fleetlab_wait_duration{phase:${name}}`),
    runMs: durationsOf(data, `fleetlab_run_duration{phase:${name}}`),
  };
}

function durationsOf({ metrics }: SummaryData, metric: string): Durations | null {
  const values = metrics[metric]?.values;
  if (!values?.count) return null;
  return {
    min: values.min!,
    mean: values.avg!,
    p50: values.med!,
    p90: values['p(90)']!,
    p95: values['p(95)']!,
    p99: values['p(99)']!,
    max: values.max!,
  };
}
