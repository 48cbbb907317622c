import type { Slo } from '../experiment/experiment.js';
import type { Load } from '../experiment/plan.js';
import type { Recovery, RecoverySummary } from '../results/recovery.js';
import type { SecondSample, TrialRecord } from '../trial/trial.js';
import { sum } from './estimate.js';

/** For so long the promise has to be kept before it counts as kept again: one good second is chance. */
const KEPT_SECONDS = 5;

type Step = Extract<Load, { readonly kind: 'step' }>;

/** What became of the promise when the rate rose and fell again; undefined where nothing was promised. */
export function summariseRecovery(
  step: Step,
  slo: Slo | null,
  trials: readonly TrialRecord[],
): RecoverySummary | undefined {
  const promisedP95Ms = slo?.p95Ms;
  if (promisedP95Ms == null) return undefined;
  const isKept = (sample: SecondSample) => keepsPromise(sample, promisedP95Ms, slo?.errorRate ?? 0);
  return {
    promisedP95Ms,
    perTrial: trials.flatMap(({ number, series }) =>
      series && series.length > 0 ? [{ trial: number, ...recoveryIn(series, step, isKept) }] : [],
    ),
  };
}

/** A second in which nobody came keeps every promise. */
export function keepsPromise({ ok, failed, p95Ms }: SecondSample, promisedP95Ms: number, errorRate: number): boolean {
  if (ok + failed === 0) return true;
  return failed / (ok + failed) <= errorRate && p95Ms !== null && p95Ms < promisedP95Ms;
}

function recoveryIn(
  series: readonly SecondSample[],
  { before, during }: Step,
  isKept: (sample: SecondSample) => boolean,
): Omit<Recovery, 'trial'> {
  const riseAt = Math.floor(before.forMs / 1000);
  const fallAtS = during.forMs / 1000;
  const kept = series.slice(riseAt).map(isKept);
  const brokenAtS = kept.indexOf(false);
  const keptAgainAtS = brokenAtS === -1 ? -1 : firstKept(kept, brokenAtS);
  const p95s = series.map(({ p95Ms }) => p95Ms).filter((p95Ms) => p95Ms !== null);
  const replicas = series.map((sample) => sample.replicas);
  return {
    brokenBefore: series.slice(0, riseAt).filter((sample) => !isKept(sample)).length,
    brokenAtS: numberOrNull(brokenAtS),
    keptAgainAtS: numberOrNull(keptAgainAtS),
    keptUnderLoad: brokenAtS === -1 || (keptAgainAtS !== -1 && keptAgainAtS < fallAtS),
    brokenSeconds: kept.filter((isKept) => !isKept).length,
    worstP95Ms: p95s.length === 0 ? null : Math.max(...p95s),
    lost: sum(series.map(({ failed }) => failed)),
    podSeconds: areKnown(replicas) ? sum(replicas) : null,
    mostReplicas: areKnown(replicas) ? Math.max(...replicas) : null,
  };
}

/** The first second after this one from which on the promise is kept for long enough; -1 where there is none. */
function firstKept(kept: readonly boolean[], after: number): number {
  return kept.findIndex((_kept, second) => {
    const next = kept.slice(second, second + KEPT_SECONDS);
    return second > after && next.length === KEPT_SECONDS && next.every(Boolean);
  });
}

function numberOrNull(index: number): number | null {
  return index === -1 ? null : index;
}

function areKnown(replicas: readonly (number | null)[]): replicas is readonly number[] {
  return replicas.every((count) => count !== null);
}
