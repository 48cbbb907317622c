import type { CpuReading } from './k6-way.js';

type Readings = readonly (CpuReading | null)[];

/** Share of the CPU that it may use between two readings, of the busiest k6; null where one cannot be seen. */
export function cpuShare(open: Readings, close: Readings): number | null {
  const shares = close.map((last, index) => shareOf(open[index] ?? null, last));
  return shares.every((share) => share !== null) ? Math.max(0, ...shares) : null;
}

function shareOf(first: CpuReading | null, last: CpuReading | null): number | null {
  const passedMs = first && last ? last.atMs - first.atMs : 0;
  return passedMs > 0 ? (last!.cpuMs - first!.cpuMs) / (passedMs * last!.cores) : null;
}
