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

/** What must hold whatever a script asks. */
export function commonRules(): Rule[] {
  const { ERROR_RATE } = config;
  const allowed = `${Number((ERROR_RATE * 100).toFixed(3))} % (ERROR_RATE)`;
  return [
    {
      metric: `checks{check:${IS_RIGHT}}`,
      threshold: 'rate==1',
      crossed: 'Answers had a wrong result: expected none.',
      endsRun: true,
    },
    {
      metric: 'checks',
      threshold: `rate>=${1 - ERROR_RATE}`,
      crossed: `More than ${allowed} of the checks failed.`,
    },
    {
      metric: 'http_req_failed',
      threshold: `rate<=${ERROR_RATE}`,
      crossed: `More than ${allowed} of the requests failed.`,
    },
    {
      metric: 'http_req_failed',
      // Above any rate that is allowed: one early failure must not end a long run.
      threshold: `rate<=${0.5 + ERROR_RATE / 2}`,
      crossed: 'So many requests failed that the run was ended.',
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
