import { summariseCell } from '../analysis/cell-summary.js';
import { loadId } from '../experiment/cell-id.js';
import type { Slo } from '../experiment/experiment.js';
import type { Cell } from '../experiment/plan.js';
import { workloadLabel } from '../results/label.js';
import type { Percentiles } from '../results/summary.js';
import type { Calibration, TrialRecord } from '../trial/trial.js';
import {
  TRIAL_DURATION_SECONDS,
  TRIAL_LATENCY_SECONDS,
  TRIAL_PREDICTED_THROUGHPUT,
  TRIAL_SLOTS,
  TRIAL_THROUGHPUT,
  TRIAL_VALID,
} from './metric-names.js';
import type { Sample } from './sample.js';

/** Which run a series belongs to: the experiment's name and the name of its results folder. */
export interface RunLabels {
  readonly experiment: string;
  readonly run: string;
}

const QUANTILES = { p50: '0.5', p90: '0.9', p95: '0.95', p99: '0.99' } as const;

/**
 * What a trial says of itself when it ends: the cell's summary with this trial alone, so that both are made the same way.
 *
 * Valid means that no rule that makes a cell invalid is broken by this trial alone. All of them can be asked of one trial;
 * those that need several (too few, a wide interval, a drift) only ever make a cell suspect. A cell judges its trials together,
 * so a share of failures that is allowed over all may be too much in one of them.
 */
export function trialSamples(
  run: RunLabels,
  cell: Cell,
  calibration: Calibration | null,
  record: TrialRecord,
  slo: Slo | null,
): Sample[] {
  const found = summariseCell(cell, calibration, [record], slo);
  const labels = { ...run, trial: String(record.number), ...labelsOf(cell, workloadLabel(found)) };
  const timestampMs = Date.parse(record.finishedAt);
  const sample = (name: string, value: number | null, more: Record<string, string> = {}): Sample[] =>
    value === null ? [] : [{ name, labels: { ...labels, ...more }, value, timestampMs }];
  return [
    sample(TRIAL_THROUGHPUT, found.throughput.mean),
    sample(TRIAL_PREDICTED_THROUGHPUT, found.predictedThroughput),
    sample(TRIAL_SLOTS, found.slots),
    sample(TRIAL_VALID, found.verdict === 'invalid' ? 0 : 1),
    sample(TRIAL_DURATION_SECONDS, record.broken === undefined ? record.window.durationMs / 1000 : null),
    ...(Object.keys(QUANTILES) as (keyof typeof QUANTILES)[]).map((percentile) =>
      sample(TRIAL_LATENCY_SECONDS, secondsAt(found.latencyMs, percentile), { quantile: QUANTILES[percentile] }),
    ),
  ].flat();
}

function secondsAt(latencyMs: Percentiles | null, percentile: keyof typeof QUANTILES): number | null {
  return latencyMs && latencyMs[percentile] / 1000;
}

/** Reports put no-break spaces into numbers, which nobody can type into a query. */
function labelsOf({ shape: { model, replicas, workers, threads }, via, load }: Cell, workload: string) {
  return {
    model,
    via: via ?? '',
    workload: workload.replaceAll('\u00a0', ' '),
    replicas: String(replicas),
    workers: String(workers),
    threads: threads === null ? '' : String(threads),
    load: loadId(load),
  };
}
