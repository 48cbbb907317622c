import type { Experiment } from '../experiment/experiment.js';
import type { Cell, Plan } from '../experiment/plan.js';
import { serviceCores } from '../results/service-cores.js';
import {
  SCHEMA_VERSION,
  type CellSummary,
  type Environment,
  type NoiseSummary,
  type Summary,
} from '../results/summary.js';
import type { Calibration, TrialRecord } from '../trial/trial.js';
import { advise } from './advice/advice.js';
import { summariseCell } from './cell-summary.js';
import { findBySearch } from './search/search.finding.js';
import { adviseBySearch } from './search/search.advice.js';
import { summariseSearches } from './search/summarise-search.js';
import { findAnswer } from './finding/finding.js';
import { fitSeries } from './fit.js';
import { summariseNoise } from './noise.js';
import { retriedTrials } from './retried-trials.js';
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

/** What an experiment found: one entry a cell, in the order of the plan; of a search, of those cells that it tried. */
export function summarise({ experiment, plan, calibrations, trials, environment, ...times }: Run): Summary {
  const trialsByCell = Map.groupBy(trials, ({ cell }) => cell);
  const calibrationByCell = new Map(calibrations.map((calibration) => [calibration.cell, calibration]));
  const isSearch = plan.search !== undefined;
  // A search leaves out most of the cells that it may choose from.
  const chosen = isSearch ? plan.cells.filter(({ id }) => trialsByCell.has(id)) : plan.cells;
  const all = chosen.map((cell) => {
    const records = trialsByCell.get(cell.id) ?? [];
    return summariseCell(cell, calibrationByCell.get(cell.id) ?? null, records, experiment.slo, isSearch);
  });
  // The twin says what noise does, and is no setting of its own.
  const twin = plan.cells.find(({ twinOf }) => twinOf !== undefined);
  const cells = all.filter(({ id }) => id !== twin?.id);
  const noise = noiseOf(twin, all);
  const searches = summariseSearches(plan, trials, cells);
  const cores = serviceCores(environment);
  // A search tries a few sizes of many, and an autoscaler sets its own.
  const scaling = isSearch
    ? []
    : findScaling(
        cells.filter(({ autoscale }) => autoscale === undefined),
        cores,
      );
  return {
    schemaVersion: SCHEMA_VERSION,
    name: experiment.name,
    question: experiment.question,
    startedAt: times.startedAt,
    finishedAt: times.finishedAt,
    seed: plan.seed,
    slo: experiment.slo,
    environment,
    trials: trials.length,
    cells,
    fits: fitSeries(cells),
    retried: retriedTrials(trials),
    searches,
    scaling,
    scalingInWords: describeScaling(scaling),
    noise,
    finding: isSearch ? findBySearch(searches) : findAnswer(cells, cores, noise),
    advice: isSearch ? adviseBySearch(searches) : advise(cells, experiment.slo, cores),
  };
}

function noiseOf(twin: Cell | undefined, cells: readonly CellSummary[]): NoiseSummary | null {
  const [first, second] = [twin?.twinOf, twin?.id].map((id) => cells.find((cell) => cell.id === id));
  return first && second ? summariseNoise(first, second) : null;
}
