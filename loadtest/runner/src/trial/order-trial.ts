import type { Experiment } from '../experiment/experiment.js';
import type { Plan, PlannedTrial } from '../experiment/plan.js';
import { UsageError } from '../usage-error.js';
import { resolveClients } from './resolve-clients.js';
import type { TrialOrder } from './run-trial.js';
import { expectedResponseMs, lengthOfTrial } from './trial-length.js';
import type { Calibration } from './trial.js';

/** A generator gives a request up after this; a trial in which all are given up is none. */
const LONGEST_RESPONSE_MS = 60_000;

/**
 * What each trial of a plan is going to be, now that calibration has said how long its work takes.
 *
 * @throws UsageError where a cell would answer later than anyone waits, before the first trial
 */
export function trialOrders(
  plan: Pick<Plan, 'cells' | 'seed'>,
  calibrations: readonly Calibration[],
  { name, trial: settings }: Pick<Experiment, 'name' | 'trial'>,
): (trial: PlannedTrial) => TrialOrder {
  const calibrationOf = new Map(calibrations.map((calibration) => [calibration.cell, calibration]));
  // Of a setting that could not be had nothing is known that clients could be counted from.
  const known = plan.cells.filter(({ id }) => calibrationOf.get(id)!.broken === undefined);
  const clientsOf = resolveClients(known, calibrations);
  const lengthOf = new Map(
    plan.cells.map(({ id, load }) => {
      const responseMs = expectedResponseMs(load, clientsOf.get(id), calibrationOf.get(id)!);
      if (responseMs > LONGEST_RESPONSE_MS) throw tooSlow(id, responseMs);
      return [id, lengthOfTrial(settings, responseMs)];
    }),
  );
  return (trial) => ({
    trial,
    experiment: name,
    clients: clientsOf.get(trial.cell.id),
    calibration: calibrationOf.get(trial.cell.id)!,
    // One seed a round: all cells of a round meet the same arrivals and the same mix.
    seed: plan.seed + trial.round,
    traceShare: settings.traceShare,
    ...lengthOf.get(trial.cell.id)!,
  });
}

function tooSlow(cell: string, responseMs: number): UsageError {
  return new UsageError(
    `"${cell}" would answer after ${Math.round(responseMs / 1000)} s; the longest that is waited for is ` +
      `${LONGEST_RESPONSE_MS / 1000} s. Give it fewer clients or shorter work.`,
  );
}
