import type { Slo } from '../experiment/experiment.js';
import type { Cell, Work } from '../experiment/plan.js';
import { isSteady } from '../experiment/steady-load.js';
import type { Bound, CellSummary, Throughput } from '../results/summary.js';
import type { Calibration, TrialRecord } from '../trial/trial.js';
import { boundOf } from '../trial/work-bound.js';
import { judge } from '../verdict/judge.js';
import { addRequests } from '../verdict/requests.js';
import { summariseBurst } from './burst.js';
import { estimate, type Estimate } from './estimate.js';
import { mergePercentiles } from './percentiles.js';
import { predictThroughput } from './prediction.js';
import { summariseRecovery } from './recovery.js';
import { slowestTraced } from './slowest-traced.js';
import { summariseUsage } from './usage-summary.js';

/** What is promised where the experiment promises nothing: no error at all. */
const DEFAULT_ERROR_RATE = 0;

const BOUNDS = { wait: 'waiting', cpu: 'computing', mixed: 'mixed' } as const satisfies Record<string, Bound>;

/**
 * Adds the trials of one cell up.
 *
 * @param isProbe whether it is a step of a search
 */
export function summariseCell(
  cell: Cell,
  calibration: Calibration | null,
  records: readonly TrialRecord[],
  slo: Slo | null,
  isProbe = false,
): CellSummary {
  const trials = records.filter(({ broken }) => broken === undefined);
  const { ok, failed } = addRequests(trials);
  const latencyMs = mergePercentiles(trials.map(({ histograms }) => histograms.latency));
  const perTrial = isSteady(cell.load) ? throughputsOf(trials) : [];
  const throughput = estimate(perTrial);
  const clients = records[0]?.window.clients ?? null;
  const predictedThroughput = predictThroughput({
    load: cell.load,
    clients,
    slots: calibration?.slots ?? null,
    serviceMs: calibration?.serviceMs ?? null,
  });
  const recovery = cell.load.kind === 'step' ? summariseRecovery(cell.load, slo, trials) : undefined;
  return {
    id: cell.id,
    model: cell.shape.model,
    via: cell.via,
    ...describeWork(cell.work),
    bound: BOUNDS[boundOf(cell.work)],
    replicas: cell.shape.replicas,
    workers: cell.shape.workers,
    threads: cell.shape.threads,
    ...(cell.shape.autoscale && { autoscale: cell.shape.autoscale }),
    ...(cell.shape.cpuMillis !== undefined && { cpuMillis: cell.shape.cpuMillis }),
    load: cell.load,
    clients,
    trials: records.length,
    requests: ok + failed,
    ok,
    failed,
    throughput: describeThroughput(throughput, perTrial),
    latencyMs,
    waitMs: mergePercentiles(trials.map(({ histograms }) => histograms.wait)),
    serviceMs: mergePercentiles(trials.map(({ histograms }) => histograms.service)),
    ...summariseUsage(trials),
    slots: calibration?.slots ?? null,
    calibratedMs: calibration?.serviceMs ?? null,
    predictedThroughput,
    attained: throughput && predictedThroughput ? throughput.mean / predictedThroughput : null,
    burst: cell.load.kind === 'burst' ? summariseBurst(cell.load.stalled, trials) : null,
    ...(recovery && { recovery }),
    slowestTraced: slowestTraced(trials),
    ...judge({
      cell,
      trials,
      broken: records.filter(({ broken }) => broken !== undefined),
      isProbe,
      calibration,
      throughput,
      medianLatencyMs: latencyMs?.p50 ?? null,
      longestLatencyMs: latencyMs?.max ?? null,
      recovery,
      allowedErrorRate: slo?.errorRate ?? DEFAULT_ERROR_RATE,
    }),
  };
}

function throughputsOf(trials: readonly TrialRecord[]): number[] {
  return trials.map(({ throughputPerS }) => throughputPerS).filter((perS) => perS !== null);
}

function describeThroughput(throughput: Estimate | null, perTrial: readonly number[]): Throughput {
  return { mean: throughput?.mean ?? null, ci95: throughput?.ci95 ?? null, perTrial };
}

function describeWork(work: Work): Pick<CellSummary, 'workload' | 'params'> {
  return work.kind === 'single'
    ? { workload: work.name, params: work.params }
    : { workload: 'mix', params: { parts: work.parts } };
}
