import { isMeasured, slotsSetUp, type MeasuredCell, type Series } from '../series.js';
import { bySize } from '../size.js';

/** Share of the fastest that is as good as it. */
const NEARLY = 0.95;

/** One setting and how large it is. */
export interface Sized {
  readonly size: number;
  readonly cell: MeasuredCell;
}

/** Slots as set up; processes where nothing bounds the slots, which then are all that can be had more of. */
export function sizeOf(cell: Parameters<typeof slotsSetUp>[0]): number {
  return slotsSetUp(cell) ?? cell.replicas * cell.workers;
}

/** The same size can be had in several ways, as processes or as threads: the smallest that does nearly most counts. */
export function onePerSize(series: Series): Sized[] {
  const bySizes = Map.groupBy(series.filter(isMeasured), sizeOf);
  const points = [...bySizes].map(([size, cells]) => {
    const most = Math.max(...cells.map(({ throughput }) => throughput.mean));
    const [cell] = cells.filter(({ throughput }) => throughput.mean >= NEARLY * most).sort(bySize);
    return { size, cell: cell! };
  });
  return points.sort((a, b) => a.size - b.size);
}
