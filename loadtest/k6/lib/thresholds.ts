import type { ObjectThreshold, Options } from 'k6/options';
import { FAILURES } from './answer.ts';
import type { Phase } from './phases.ts';
import type { Rule } from './rules.ts';

/** Metrics that the summary needs beside those of the phases, and a threshold each that always holds. */
export type Figures = Readonly<Record<string, string>>;

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
