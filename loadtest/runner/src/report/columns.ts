import { duration, exact, figure, ranges, ratio } from '../results/figure.js';
import { brokenFor, keptAgain, lost, mostPods, podSeconds, worstP95 } from '../results/recovery-figures.js';
import { shapeLabel } from '../results/label.js';
import type { RecoverySummary } from '../results/recovery.js';
import type { CellSummary } from '../results/summary.js';

/** One column of a table, the same in every kind of report. */
export interface Column<Row = CellSummary> {
  readonly title: string;
  readonly text: (row: Row) => string;
  readonly align: 'left' | 'right';
  /** Where room is short, those of the highest number are left out first; 0 always stays. */
  readonly dispensable: number;
  /** Stand in where the columns that matter most have too little room. */
  readonly shortTitle?: string;
  readonly shortText?: (row: Row) => string;
}

/** The column that refers to reasons and is coloured. */
export const VERDICT_TITLE = 'verdict';

const NOTHING = '-';
const NO_LIMIT = '∞';

const setting: Column = {
  title: 'setting',
  text: shapeLabel,
  shortText: (cell) => inLetters(shapeLabel(cell)),
  align: 'left',
  dispensable: 0,
};
const failed = number('failed', 4, ({ failed }) => failed, exact);
const verdict: Column = { title: VERDICT_TITLE, text: ({ verdict }) => verdict, align: 'left', dispensable: 0 };

/** Where the load lasts: what came of it a second. */
export const RATE_COLUMNS: readonly Column[] = [
  setting,
  { title: 'slots', text: ({ slots }) => (slots === null ? NO_LIMIT : exact(slots)), align: 'right', dispensable: 1 },
  number('clients', 8, ({ clients }) => clients, exact),
  number('req/s', 0, ({ throughput }) => throughput.mean),
  number('±\u00a095\u00a0%', 0, halfWidth),
  { ...number('predicted', 3, ({ predictedThroughput }) => predictedThroughput), shortTitle: 'pred.' },
  { ...number('attained', 2, ({ attained }) => attained, ratio), shortTitle: 'att.' },
  number('p50 ms', 5, ({ latencyMs }) => latencyMs?.p50),
  number('p95 ms', 0, ({ latencyMs }) => latencyMs?.p95),
  number('p99 ms', 6, ({ latencyMs }) => latencyMs?.p99),
  number('wait p95 ms', 9, ({ waitMs }) => waitMs?.p95),
  number('CPU ms/req', 7, ({ cpuMsPerRequest }) => cpuMsPerRequest),
  number('RSS MiB', 10, ({ rssMiB }) => rssMiB),
  failed,
  verdict,
];

/** Where all requests come at once: who waited, and how long it took. */
export const BURST_COLUMNS: readonly Column[] = [
  setting,
  { title: 'waited behind the stall', text: waiters, align: 'left', dispensable: 0 },
  { title: 'longest wait', text: ({ burst }) => time(burst?.stall?.longestWaitMs), align: 'right', dispensable: 1 },
  { title: 'all answered after', text: ({ burst }) => time(burst?.lastAnswerMs), align: 'right', dispensable: 2 },
  failed,
  verdict,
];

/** Where the rate rises and falls again: when the promise was kept again, and what that took. A range over trials. */
export const STEP_COLUMNS: readonly Column[] = [
  setting,
  recoveryColumn('kept again after', 0, keptAgain),
  recoveryColumn('broken for', 2, brokenFor),
  recoveryColumn('worst p95', 3, worstP95),
  recoveryColumn('lost', 1, lost),
  recoveryColumn('most pods', 4, mostPods),
  recoveryColumn('pod-seconds', 1, podSeconds),
  verdict,
];

export function columnsFor({ burst, recovery }: CellSummary): readonly Column[] {
  if (recovery) return STEP_COLUMNS;
  return burst ? BURST_COLUMNS : RATE_COLUMNS;
}

/** A figure, or a dash where there is none. */
export function number<Row = CellSummary>(
  title: string,
  dispensable: number,
  value: (row: Row) => number | null | undefined,
  format = figure,
): Column<Row> {
  const text = (row: Row) => {
    const given = value(row);
    return given == null ? NOTHING : format(given);
  };
  return { title, dispensable, align: 'right', text };
}

function recoveryColumn(title: string, dispensable: number, text: (recovery: RecoverySummary) => string): Column {
  return { title, dispensable, align: 'right', text: ({ recovery }) => (recovery ? text(recovery) : NOTHING) };
}

/** `threaded · w2 t4`, as in the ids of cells. */
function inLetters(label: string): string {
  return label.replaceAll(/(\d+) (r|w|t)(?:eplica|orker|hread)s?/g, '$2$1').replaceAll(' x ', ' ');
}

function halfWidth({ throughput: { ci95 } }: CellSummary): number | null {
  return ci95 && (ci95[1] - ci95[0]) / 2;
}

function waiters({ burst }: CellSummary): string {
  const stall = burst?.stall;
  if (!stall) return NOTHING;
  return stall.waiters.length === 0 ? 'nobody' : `requests ${ranges(stall.waiters)}`;
}

function time(ms: number | null | undefined): string {
  return ms == null ? NOTHING : duration(ms);
}
