import type { CpuReading } from './k6-way.js';

type Readings = readonly (CpuReading | null)[];

/** Share of the CPU that it may use between two readings, of the busiest k6; 0 where none can be seen. */
export function cpuShare(open: Readings, close: Readings): number {
  const shares = close.map((last, index) => shareOf(open[index] ?? null, last));
  return Math.max(0, ...shares);
}

function shareOf(first: CpuReading | null, last: CpuReading | null): number {
  const passedMs = first && last ? last.atMs - first.atMs : 0;
  return passedMs > 0 ? (last!.cpuMs - first!.cpuMs) / (passedMs * last!.cores) : 0;
}
