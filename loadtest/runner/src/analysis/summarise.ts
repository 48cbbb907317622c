import type { Experiment } from '../experiment/experiment.js';
import type { Plan } from '../experiment/plan.js';
import { serviceCores } from '../results/service-cores.js';
import { SCHEMA_VERSION, type Environment, type Summary } from '../results/summary.js';
import type { Calibration, TrialRecord } from '../trial/trial.js';
import { advise } from './advice/advice.js';
import { summariseCell } from './cell-summary.js';
import { findAnswer } from './finding/finding.js';
import { fitSeries } from './fit.js';
import { describeScaling } from './scaling/describe-scaling.js';
import { findScaling } from './scaling/find-scaling.js';

/** All that a run left behind. */
export interface Run {
  readonly experiment: Pick<Experiment, 'name' | 'question' | 'slo'>;
  readonly plan: Plan;
  readonly calibrations: readonly Calibration[];
  /** In any order; a run that was cut short has fewer than planned. */
  readonly trials: readonly TrialRecord[];
  readonly environment: Environment;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** What an experiment found: one entry a cell, in the order of the plan. */
export function summarise({ experiment, plan, calibrations, trials, environment, ...times }: Run): Summary {
  const trialsByCell = Map.groupBy(trials, ({ cell }) => cell);
  const calibrationByCell = new Map(calibrations.map((calibration) => [calibration.cell, calibration]));
  const cells = plan.cells.map((cell) =>
    summariseCell(cell, calibrationByCell.get(cell.id) ?? null, trialsByCell.get(cell.id) ?? [], experiment.slo),
  );
  const cores = serviceCores(environment);
  const scaling = findScaling(cells, cores);
  return {
    schemaVersion: SCHEMA_VERSION,
    name: experiment.name,
    question: experiment.question,
    startedAt: times.startedAt,
    finishedAt: times.finishedAt,
    seed: plan.seed,
    slo: experiment.slo,
    environment,
    cells,
    fits: fitSeries(cells),
    scaling,
    scalingInWords: describeScaling(scaling),
    finding: findAnswer(cells, cores),
    advice: advise(cells, experiment.slo, cores),
  };
}
