import { cellId } from './cell-id.js';
import type { Matrix } from './experiment.js';
import { hasThreads, viasOf } from './model-factors.js';
import type { Cell, Shape, Via } from './plan.js';

/** Every combination of factors, in the order of the file. A factor that a model does not have is not multiplied. */
export function listCells(matrix: Matrix): Cell[] {
  return listSettings(matrix).flatMap((setting) =>
    matrix.workload.flatMap((work) =>
      matrix.load.map((load) => {
        const cell = { ...setting, work, load };
        return { id: cellId(cell), ...cell };
      }),
    ),
  );
}

function listSettings(matrix: Matrix): { shape: Shape; via: Via | null }[] {
  return matrix.model.flatMap((model) =>
    viasOf(model, matrix).flatMap((via) =>
      matrix.replicas.flatMap((replicas) =>
        matrix.workers.flatMap((workers) =>
          (hasThreads(model, via) ? matrix.threads : [null]).flatMap((threads) =>
            limitsOf(matrix).map((limit) => ({ shape: { model, replicas, workers, threads, ...limit }, via })),
          ),
        ),
      ),
    ),
  );
}

/** What each limit adds to a shape; nothing where none is asked for. */
function limitsOf({ cpuLimit }: Matrix): Pick<Shape, 'cpuMillis'>[] {
  return cpuLimit?.map((cpuMillis) => ({ cpuMillis })) ?? [{}];
}
