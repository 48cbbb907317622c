import { workloadNamed } from '@fleetlab/workloads';
import { shapeId, workId } from '../experiment/cell-id.js';
import type { Cell, Work } from '../experiment/plan.js';
import { createCalls } from '../generator/embedded/calls.js';
import { Sender } from '../generator/embedded/sender.js';
import type { Deployment, Target } from '../target/target.js';
import { modelQuery } from './model-query.js';
import { measureServiceTime } from './service-time.js';
import { slotsOfCell } from './slots-of-cell.js';
import { attempt } from './attempt.js';
import type { Calibration } from './trial.js';
import { boundOf } from './work-bound.js';

const MOST_ATTEMPTS = 2;

type Known = Pick<Calibration, 'serviceMs' | 'fastestMs' | 'source'>;

/**
 * Finds out before the trials what predictions are made of: the slots of each cell and the service time of its work,
 * never the time under load.
 *
 * @param onProgress told which setting is being measured
 * @param onRetry told why a setting could not be had that is tried again
 * @param known what was found out earlier: it stands, so that all trials of a cell are judged alike
 */
export async function calibrate(
  cells: readonly Cell[],
  target: Target,
  signal: AbortSignal,
  onProgress: (what: string) => void,
  onRetry: (what: string, reason: string) => void,
  known: readonly Calibration[] = [],
): Promise<Calibration[]> {
  const kept = new Map(known.map((each) => [each.cell, each]));
  const unknown = cells.filter(({ id }) => !kept.has(id));
  const calibrations = new Map<string, Calibration>(known.map((each) => [each.cell, each]));
  for (const cellsOfShape of Map.groupBy(unknown, ({ shape }) => shapeId(shape)).values()) {
    const shape = shapeId(cellsOfShape[0]!.shape);
    onProgress(shape);
    const attempted = await attempt(
      () => calibrateShape(cellsOfShape, target, signal),
      { most: MOST_ATTEMPTS, onRetry: (reason) => onRetry(shape, reason) },
      signal,
    );
    const found = 'value' in attempted ? attempted.value : cellsOfShape.map(unknownBecause(attempted.brokenBy));
    for (const calibration of found) calibrations.set(calibration.cell, calibration);
  }
  return cells.map(
    (cell) => kept.get(cell.id) ?? withBestOf(sameWork(cells, cell, calibrations), calibrations.get(cell.id)!, cell),
  );
}

async function calibrateShape(cells: readonly Cell[], target: Target, signal: AbortSignal): Promise<Calibration[]> {
  const deployment = await target.deploy(cells[0]!.shape, signal);
  const found: Calibration[] = [];
  for (const alike of Map.groupBy(cells, ({ via, work }) => `${via} ${workId(work)}`).values()) {
    const known = await serviceTimeOf(alike[0]!, deployment, signal);
    found.push(...alike.map((cell) => ({ cell: cell.id, slots: slotsOfCell(cell, deployment), ...known })));
  }
  return found;
}

/** The run goes on with the other shapes. */
function unknownBecause(broken: string) {
  return ({ id }: Cell): Calibration => ({
    cell: id,
    slots: null,
    serviceMs: null,
    fastestMs: null,
    source: 'none',
    broken: `its services could not be had before the trials: ${broken}`,
  });
}

function sameWork(
  cells: readonly Cell[],
  { work }: Cell,
  calibrations: ReadonlyMap<string, Calibration>,
): Calibration[] {
  return cells.filter((other) => workId(other.work) === workId(work)).map(({ id }) => calibrations.get(id)!);
}

/**
 * All settings run the same code on the same cores, and noise only ever adds: the best time seen is the truest for each.
 * Under a CPU limit a run may have to wait for the next period, which is no work: there only the fastest counts.
 */
function withBestOf(alike: readonly Calibration[], own: Calibration, { shape }: Cell): Calibration {
  if (own.source !== 'measured') return own;
  const fastestMs = Math.min(...alike.map((each) => each.fastestMs ?? Infinity));
  const serviceMs = Math.min(...alike.map((each) => each.serviceMs ?? Infinity));
  return { ...own, serviceMs: shape.cpuMillis === undefined ? serviceMs : fastestMs, fastestMs };
}

async function serviceTimeOf(cell: Cell, deployment: Deployment, signal: AbortSignal): Promise<Known> {
  const requestedMs = requestedTime(cell.work);
  if (requestedMs !== undefined) return { serviceMs: requestedMs, fastestMs: requestedMs, source: 'requested' };
  if (boundOf(cell.work) !== 'cpu' || cell.work.kind === 'mix')
    return { serviceMs: null, fastestMs: null, source: 'none' };
  const { medianMs, fastestMs } = await measureAlone(cell, deployment, signal);
  return { serviceMs: medianMs, fastestMs, source: 'measured' };
}

/** In milliseconds; undefined where the work does not ask for a wait, or each request for another. */
function requestedTime(work: Work): number | undefined {
  if (work.kind === 'mix' || boundOf(work) !== 'wait') return undefined;
  return workloadNamed(work.name).requestedMs(work.params);
}

async function measureAlone(cell: Cell, deployment: Deployment, signal: AbortSignal) {
  const nextCall = createCalls({ path: `/${cell.shape.model}`, query: modelQuery(cell), work: cell.work, seed: 0 });
  const sender = new Sender(deployment.baseUrl, signal, { headers: deployment.headers });
  try {
    return await measureServiceTime(async () => {
      const { answer } = await sender.send(nextCall(), performance.now());
      signal.throwIfAborted();
      if (answer.isRight) return answer.serviceMs;
      throw new Error(`${cell.id} cannot be measured: alone, without load, it was answered with ${answer.failure}.`);
    });
  } finally {
    await sender.destroy();
  }
}
