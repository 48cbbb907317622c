import type { TrialSettings } from '../experiment/experiment.js';
import type { Plan, PlannedTrial } from '../experiment/plan.js';
import type { Generator } from '../generator/generator.js';
import type { Target } from '../target/target.js';
import { UsageError } from '../usage-error.js';
import { resolveClients } from './resolve-clients.js';
import { runTrial, type TrialOrder } from './run-trial.js';
import { expectedResponseMs, lengthOfTrial } from './trial-length.js';
import type { Calibration, TrialRecord } from './trial.js';

/** A generator gives a request up after this; a trial in which all are given up is none. */
const LONGEST_RESPONSE_MS = 60_000;

/** Told in this order for each trial. */
export interface TrialListener {
  started(trial: PlannedTrial, total: number, msLeft: number): void;
  /** The trial is kept from here on. */
  ended(record: TrialRecord): Promise<void>;
}

/** What each trial of a plan is going to be, now that calibration has said how long its work takes. */
export function orderTrials(plan: Plan, calibrations: readonly Calibration[], settings: TrialSettings): TrialOrder[] {
  const clientsOf = resolveClients(plan.cells, calibrations);
  const calibrationOf = new Map(calibrations.map((calibration) => [calibration.cell, calibration]));
  return plan.trials.map((trial) => {
    const { id, load } = trial.cell;
    const calibration = calibrationOf.get(id)!;
    const clients = clientsOf.get(id);
    const responseMs = expectedResponseMs(load, clients, calibration);
    if (responseMs > LONGEST_RESPONSE_MS) throw tooSlow(id, responseMs);
    // One seed a round: all cells of a round meet the same arrivals and the same mix.
    const seed = plan.seed + trial.round;
    const { traceShare } = settings;
    return { trial, clients, calibration, seed, traceShare, ...lengthOfTrial(settings, responseMs, load) };
  });
}

/** Runs trials in order on the target. Stops at the first error of the target, and when aborted; what has ended is kept. */
export async function runTrials(
  orders: readonly TrialOrder[],
  total: number,
  { target, generator }: { readonly target: Target; readonly generator: Generator },
  listener: TrialListener,
  signal: AbortSignal,
): Promise<void> {
  for (const [index, order] of orders.entries()) {
    const { trial } = order;
    listener.started(trial, total, expectedMs(orders.slice(index)));
    const deployment = await target.deploy(trial.cell.shape, signal);
    const record = await runTrial(order, deployment, generator, signal);
    await listener.ended(record);
  }
}

function expectedMs(orders: readonly TrialOrder[]): number {
  return orders.reduce((sum, { warmupMs, durationMs }) => sum + warmupMs + durationMs, 0);
}

function tooSlow(cell: string, responseMs: number): UsageError {
  return new UsageError(
    `"${cell}" would answer after ${Math.round(responseMs / 1000)} s; the longest that is waited for is ` +
      `${LONGEST_RESPONSE_MS / 1000} s. Give it fewer clients or shorter work.`,
  );
}
