import { workloadNamed } from '@fleetlab/workloads';
import type { Load, Work } from '../../experiment/plan.js';
import { exact, exactDuration } from '../../results/figure.js';

type Burst = Extract<Load, { kind: 'burst' }>;
type SingleWork = Extract<Work, { kind: 'single' }>;

const FEWEST_AT_ONCE = 2;
const MOST_AT_ONCE = 1_000;
/** Of a request. */
const TIMEOUT_MS = 65_000;

/** What loadtest/k6/stalled-fifth.ts refuses of a burst; undefined where it takes it. */
export function problemWithBurst(work: SingleWork, { requests, stalled }: Burst): string | undefined {
  if (requests < FEWEST_AT_ONCE || requests > MOST_AT_ONCE) {
    return `sends ${FEWEST_AT_ONCE} to ${exact(MOST_AT_ONCE)} requests at once, and this burst is of ${exact(requests)}.`;
  }
  const usualMs = requestedTime(work);
  const longestMs = stalled ? requestedTime(work, stalled.params) : TIMEOUT_MS;
  if (longestMs > 2 * usualMs) return undefined;
  const [usual, longest] = [exactDuration(usualMs), exactDuration(longestMs)];
  return stalled
    ? `tells a stalled request by more than twice the time of the others, ${usual}, and this one takes ${longest}.`
    : `gives up after ${longest}, and a request of a burst may take less than half of that, not ${usual}.`;
}

/** As the scripts say it: 0 where the CPU decides. */
function requestedTime({ name, params }: SingleWork, changed: Readonly<Record<string, number>> = {}): number {
  const all = { ...params, ...changed };
  return workloadNamed(name).requestedMs(all) ?? all.ms ?? 0;
}
