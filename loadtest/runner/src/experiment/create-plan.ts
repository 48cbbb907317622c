import { shapeId } from './cell-id.js';
import type { Experiment } from './experiment.js';
import { listCells } from './list-cells.js';
import type { Cell, Plan } from './plan.js';
import { seededRandom } from '@fleetlab/workloads';
import { shuffled } from './shuffled.js';
import { pairedCell, twinOf } from './twin.js';

/**
 * Which trial runs when. Whole rounds, so that a drift of the machine meets all cells alike; in each round the shapes in
 * random order and the cells of one shape next to each other, so that the fleet is reshaped at most once per shape. A search
 * has no such order: there the cells are what it may choose from.
 */
export function createPlan(experiment: Experiment, seed: number): Plan {
  const { matrix, search, slo } = experiment;
  const listed = listCells(matrix);
  const paired = experiment.trial.pair ? pairedCell(listed) : undefined;
  const cells = paired ? [...listed, twinOf(paired)] : listed;
  if (search) return { cells, trials: [], search: { ...search, slo: slo! }, seed };
  const byShape = [...Map.groupBy(cells, ({ shape }) => shapeId(shape)).values()];
  const random = seededRandom(seed);
  const rounds = Array.from({ length: experiment.trial.repeat }, () => shuffledRound(byShape, random));
  const trials = rounds
    .flatMap((cellsOfRound, index) => cellsOfRound.map((cell) => ({ round: index + 1, cell })))
    .map((trial, index) => ({ number: index + 1, ...trial }));
  return { cells, trials, seed };
}

function shuffledRound(byShape: readonly (readonly Cell[])[], random: () => number): Cell[] {
  return shuffled(byShape, random).flatMap((cells) => shuffled(cells, random));
}
