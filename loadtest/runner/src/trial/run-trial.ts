import type { PlannedTrial } from '../experiment/plan.js';
import type { Generator, LoadOrder } from '../generator/generator.js';
import type { Deployment } from '../target/target.js';
import { modelQuery } from './model-query.js';
import { ReplicaWatch } from './replica-watch.js';
import type { TrialLength } from './trial-length.js';
import type { Calibration, TrialRecord } from './trial.js';
import { usedBetween, type UsageReading } from './used-between.js';

export interface TrialOrder extends TrialLength {
  readonly trial: PlannedTrial;
  /** Its name. */
  readonly experiment: string;
  /** Of a closed load. */
  readonly clients: number | undefined;
  readonly calibration: Calibration;
  readonly seed: number;
  /** Share of requests that start a trace. */
  readonly traceShare: number;
}

/**
 * Puts the load of one trial on its deployment. Whatever fails is counted; it rejects only when aborted.
 *
 * @throws TrialBroken where the generator could not put the load on as ordered
 */
export async function runTrial(
  { trial, experiment, clients, calibration, seed, traceShare, warmupMs, durationMs }: TrialOrder,
  deployment: Deployment,
  generator: Generator,
  signal: AbortSignal,
): Promise<TrialRecord> {
  const { number, round, cell } = trial;
  const startedAt = new Date();
  const usage: Partial<Record<'open' | 'close', Promise<UsageReading | null>>> = {};
  const replicas = new ReplicaWatch(deployment);
  const order: LoadOrder = {
    baseUrl: deployment.baseUrl,
    inCluster: deployment.inCluster,
    labels: { experiment, trial: number, shape: cell.shape },
    path: `/${cell.shape.model}`,
    query: modelQuery(cell),
    work: cell.work,
    load: cell.load,
    clients: clients ?? 0,
    spreadMs: (calibration.serviceMs ?? 0) + meanThinkTime(cell.load),
    warmupMs,
    durationMs,
    seed,
    headers: deployment.headers,
    traceShare,
    onWindow: (edge) => {
      usage[edge] = deployment.usage();
      if (cell.load.kind === 'step' && edge === 'open') replicas.open();
    },
  };
  const measurement = await generator.run(order, signal).finally(() => replicas.close());
  return {
    number,
    round,
    cell: cell.id,
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    ...measurement,
    ...(measurement.series && { series: replicas.fill(measurement.series, cell.shape.replicas) }),
    usage: usedBetween(await usage.open, await usage.close),
  };
}

function meanThinkTime(load: PlannedTrial['cell']['load']): number {
  const think = load.kind === 'closed' ? load.thinkTimeMs : null;
  return think ? (think.min + think.max) / 2 : 0;
}
