import type { Cell } from './plan.js';
import { isSteady } from './steady-load.js';

/** The cell that is run twice a round: the first that has a rate. Undefined where none has one. */
export function pairedCell<Candidate extends Pick<Cell, 'load'>>(cells: readonly Candidate[]): Candidate | undefined {
  return cells.find(({ load }) => isSteady(load));
}

/** The same once more, under a name of its own: whatever it differs by is noise. */
export function twinOf(cell: Cell): Cell {
  return { ...cell, id: `${cell.id} · again`, twinOf: cell.id };
}
