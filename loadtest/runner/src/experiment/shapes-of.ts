import { shapeId } from './cell-id.js';
import type { Cell, Shape } from './plan.js';

/** Each shape once, in the order of the cells. */
export function shapesOf(cells: readonly Cell[]): Shape[] {
  return [...new Map(cells.map(({ shape }) => [shapeId(shape), shape])).values()];
}
