import { loadId, workId } from '../experiment/cell-id.js';
import type { Cell } from '../experiment/plan.js';
import { UsageError } from '../usage-error.js';
import type { Calibration } from './trial.js';

/**
 * How many clients each closed cell gets. `perSlot` means nothing where slots are unbounded: such a cell gets as many as
 * the widest bounded one, so that all models meet the same load.
 *
 * @returns clients by cell id; loads that are not closed have none
 * @throws UsageError where no cell of a perSlot load is bounded
 */
export function resolveClients(
  cells: readonly Cell[],
  calibrations: readonly Calibration[],
): ReadonlyMap<string, number> {
  const slots = new Map(calibrations.map(({ cell, slots }) => [cell, slots]));
  const clients = new Map<string, number>();
  for (const cell of cells) {
    const { load } = cell;
    if (load.kind !== 'closed') continue;
    if (typeof load.concurrency === 'number') {
      clients.set(cell.id, load.concurrency);
      continue;
    }
    const bound = slots.get(cell.id) ?? widest(cell, cells, slots);
    if (bound === null) throw nothingIsBounded(cell);
    clients.set(cell.id, Math.max(1, Math.ceil(load.concurrency.perSlot * bound)));
  }
  return clients;
}

/** Slots of the widest bounded cell of the same load, of the same work where one is bounded. */
function widest(cell: Cell, cells: readonly Cell[], slots: ReadonlyMap<string, number | null>): number | null {
  const sameLoad = cells.filter(({ load }) => loadId(load) === loadId(cell.load));
  const sameWork = sameLoad.filter(({ work }) => workId(work) === workId(cell.work));
  for (const candidates of [sameWork, sameLoad]) {
    const bounds = candidates.map(({ id }) => slots.get(id) ?? null).filter((bound) => bound !== null);
    if (bounds.length > 0) return Math.max(...bounds);
  }
  return null;
}

function nothingIsBounded({ id, load }: Cell): UsageError {
  return new UsageError(
    `"${id}" has no bound on its slots, and no other cell with the load ${loadId(load)} has one: ` +
      'there is nothing to count perSlot from. Give concurrency, or add a model with slots to the matrix.',
  );
}
