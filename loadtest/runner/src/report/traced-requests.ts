import { shapeLabel } from '../results/label.js';
import { duration } from '../results/figure.js';
import type { CellSummary, Summary } from '../results/summary.js';
import { groupSituations } from './situations.js';

export interface TraceLink {
  /** `212 ms, of which 190 ms waiting`. */
  readonly text: string;
  readonly url: string;
  readonly traceId: string;
}

export interface TracedCell {
  /** `threaded · 4 threads, sleep 20 ms · 16 clients`. */
  readonly subject: string;
  readonly links: readonly TraceLink[];
}

/**
 * The slowest traced requests of each cell, where they can be looked at. Without the address of a trace store nothing is
 * shown: services answer with the id of a trace whether or not they keep it, and an id that leads nowhere misleads.
 */
export function listTracedCells({ cells, environment: { traceUrl } }: Summary): TracedCell[] {
  if (traceUrl === undefined) return [];
  return groupSituations(cells)
    .flatMap(({ title, cells }) => cells.map((cell) => tracedCell(cell, title, traceUrl)))
    .filter(({ links }) => links.length > 0);
}

function tracedCell(cell: CellSummary, title: string, traceUrl: string): TracedCell {
  return {
    subject: `${shapeLabel(cell)}, ${title}`,
    links: cell.slowestTraced.map(({ traceId, latencyMs, waitMs }) => ({
      text: `${duration(latencyMs)}, of which ${duration(waitMs)} waiting`,
      url: traceUrl.replaceAll('{traceId}', traceId),
      traceId,
    })),
  };
}

export const HOW_TRACES_ARE_KEPT =
  'Each request below started a trace. It is found there if tracing was on in the services and their sampler follows the client.';
