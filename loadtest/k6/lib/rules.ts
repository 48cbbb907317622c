import type { ObjectThreshold, Options } from 'k6/options';
import { FAILURES } from './answer.ts';
import { config } from './config.ts';
import type { Phase } from './phases.ts';
import { IS_RIGHT } from './send.ts';

/** A threshold, and what it means in plain words where it is crossed. */
export interface Rule {
  readonly metric: string;
  readonly threshold: string;
  readonly crossed: string;
  /** There is nothing to be learnt from going on. */
  readonly endsRun?: boolean;
}

/** Metrics that the summary needs beside those of the phases, and a threshold each that always holds. */
export type Figures = Readonly<Record<string, string>>;

/** What must hold whatever a script asks. */
export function commonRules(): Rule[] {
  const allowed = `${config.ERROR_RATE * 100} % (ERROR_RATE)`;
  return [
    {
      metric: `checks{check:${IS_RIGHT}}`,
      threshold: 'rate==1',
      crossed: 'Answers had a wrong result: expected none.',
      endsRun: true,
    },
    {
      metric: 'checks',
      threshold: `rate>=${1 - config.ERROR_RATE}`,
      crossed: `More than ${allowed} of the checks failed.`,
    },
    {
      metric: 'http_req_failed',
      threshold: `rate<=${config.ERROR_RATE}`,
      crossed: `More than ${allowed} of the requests failed.`,
      endsRun: true,
    },
    {
      metric: 'dropped_iterations',
      threshold: 'count==0',
      crossed:
        'Requests were never started, because all VUs were waiting for answers: the fleet does not keep up, or VUS is too small. The figures do not count.',
      endsRun: true,
    },
  ];
}

/** The SLO, where one is given. */
export function sloRules(phases: readonly Phase[]): Rule[] {
  const { SLO_P95_MS } = config;
  if (SLO_P95_MS === null) return [];
  return phases.map(({ name }) => ({
    metric: `fleetlab_response_duration{phase:${name}}`,
    threshold: `p(95)<${SLO_P95_MS}`,
    crossed: `95 % of the answers (${name}) were not there within ${SLO_P95_MS} ms (SLO_P95_MS).`,
  }));
}

/**
 * An open load that the fleet keeps up with: as much is answered in a phase as is asked in it, but for chance. How much
 * may be missing is what the runner's verdict allows.
 */
export function keptUpRules(
  { name, durationMs }: Phase,
  ratePerSecond: number,
  { warmupMs, requestedMs }: { readonly warmupMs: number; readonly requestedMs: number },
): Rule[] {
  // What is asked at the very end is answered after it; a warm-up that is long enough makes up for that.
  const countedMs = Math.max(0, durationMs - Math.max(0, requestedMs - warmupMs));
  const asked = (ratePerSecond * countedMs) / 1000 / config.INSTANCES;
  const least = Math.floor(asked - Math.max(0.05 * asked, 3 * Math.sqrt(asked)));
  return [
    {
      metric: `fleetlab_completed{phase:${name}}`,
      threshold: `count>=${Math.max(0, least)}`,
      crossed: `The fleet did not keep up with ${ratePerSecond}/s: latency says only how long the load was.`,
    },
  ];
}

/** Rules as k6 takes them, and one that always holds for each figure of the summary: k6 keeps only those that have one. */
export function thresholdsOf(
  rules: readonly Rule[],
  phases: readonly Phase[],
  figures: Figures,
): Options['thresholds'] {
  const thresholds: Record<string, ObjectThreshold[]> = {};
  const add = (metric: string, threshold: ObjectThreshold) => (thresholds[metric] ??= []).push(threshold);
  for (const { metric, threshold, endsRun = false } of rules) {
    add(metric, { threshold, abortOnFail: endsRun, delayAbortEval: '1s' });
  }
  const counted = phases.flatMap(({ name }) =>
    FAILURES.map((failure) => `fleetlab_failures{phase:${name},failure:${failure}}`),
  );
  const completed = phases.map(({ name }) => `fleetlab_completed{phase:${name}}`);
  const timed = phases.flatMap(({ name }) =>
    ['response', 'wait', 'run'].map((duration) => `fleetlab_${duration}_duration{phase:${name}}`),
  );
  for (const metric of [...counted, ...completed]) add(metric, { threshold: 'count>=0' });
  for (const metric of timed) add(metric, { threshold: 'max>=0' });
  for (const [metric, threshold] of Object.entries(figures)) add(metric, { threshold });
  return thresholds;
}
