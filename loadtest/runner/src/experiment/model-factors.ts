import type { Model, Via } from './plan.js';

const THREADED_VIAS: readonly (Via | null)[] = ['thread', 'process'];

/** Whether THREADS changes anything for this model, or for async this via. */
export function hasThreads(model: Model, via: Via | null): boolean {
  switch (model) {
    case 'blocking':
      return false;
    case 'threaded':
    case 'queue':
      return true;
    case 'async':
      return THREADED_VIAS.includes(via);
  }
}

/** The vias to try for a model; null stands for a model without that choice. */
export function viasOf(model: Model, matrix: { readonly via: readonly Via[] }): readonly (Via | null)[] {
  return model === 'async' ? matrix.via : [null];
}
