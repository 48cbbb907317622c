import type { CellSummary } from '../results/summary.js';

/** Fewer processes first, then fewer threads: what costs less memory and less to watch. */
export function bySize(a: CellSummary, b: CellSummary): number {
  return processes(a) - processes(b) || (a.threads ?? 1) - (b.threads ?? 1);
}

function processes({ replicas, workers }: CellSummary): number {
  return replicas * workers;
}
