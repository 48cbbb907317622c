import type { TopLevelSpec } from 'vega-lite';
import type { Chart } from './render-chart.js';
import type { RequestSample } from '../../trial/trial.js';

const WIDTH = 490;
const ROOM_FOR_AXIS = 44;
const TALLEST_ROW = 20;
const TALLEST_CHART = 560;
/** Room right of the last bar for the name of its thread. */
const ROOM_FOR_NAMES = 1.3;
const COLORS = 8;

/**
 * Single requests: waiting as a thin line, running as a bar in the colour of its thread, a request a row.
 *
 * @param endMs where the axis ends, so that several charts can be set side by side
 */
export function timelineChart(samples: readonly RequestSample[], endMs: number): Chart {
  const nameOf = threadNames(samples);
  const threads = [...new Set(samples.map(nameOf))];
  const rows = samples.map((sample) => ({
    ...sample,
    thread: nameOf(sample),
    label: labelOf(sample, nameOf(sample)),
    runsFrom: sample.startedMs ?? sample.answeredMs,
    runsTo: sample.finishedMs ?? sample.answeredMs,
  }));
  const x = { type: 'quantitative' as const, scale: { domain: [0, endMs * ROOM_FOR_NAMES], nice: false } };
  const step = Math.min(TALLEST_ROW, TALLEST_CHART / samples.length);
  const spec: TopLevelSpec = {
    // Names of threads may stand over the edge: the time axis is as long in every chart all the same.
    autosize: 'pad',
    width: WIDTH - ROOM_FOR_AXIS,
    height: step * samples.length,
    data: { values: rows },
    encoding: { y: { field: 'request', type: 'ordinal', title: 'request', axis: { labelOverlap: true } } },
    layer: [
      {
        mark: { type: 'rule', color: 'var(--quiet)', strokeWidth: 1.5 },
        encoding: {
          x: { ...x, field: 'sentMs', title: 'ms since the first was sent', axis: { tickCount: 5 } },
          x2: { field: 'answeredMs' },
        },
      },
      {
        transform: [{ filter: 'datum.startedMs !== null' }],
        mark: { type: 'bar', height: { band: 0.7 }, minBandSize: 3, cornerRadius: 1.5, strokeWidth: 1 },
        encoding: {
          x: { ...x, field: 'runsFrom' },
          x2: { field: 'runsTo' },
          fill: threadColor(threads),
          stroke: threadColor(threads),
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 6, fontSize: Math.min(12, Math.max(7, step - 5)) },
        encoding: { x: { ...x, field: 'answeredMs' }, text: { field: 'label' } },
      },
    ],
  };
  return { width: WIDTH, spec };
}

function threadColor(threads: readonly string[]) {
  const range = threads.map((_thread, index) => `var(--thread-${index % COLORS})`);
  return { field: 'thread', type: 'nominal' as const, scale: { domain: [...threads], range }, legend: null };
}

function labelOf({ failure, stalled }: RequestSample, thread: string): string {
  if (failure) return failure;
  return stalled ? `${thread}, stalled` : thread;
}

/** As short as tells them apart: by thread, by process, or by both. */
function threadNames(samples: readonly RequestSample[]): (sample: RequestSample) => string {
  const ran = samples.filter(({ pid }) => pid !== null);
  const severalProcesses = new Set(ran.map(({ pid }) => pid)).size > 1;
  const severalThreads = new Set(ran.map(({ threadId }) => threadId)).size > 1;
  return ({ pid, threadId }) => {
    if (pid === null) return 'not run';
    const thread = threadId === 0 ? 'main thread' : `thread ${threadId}`;
    if (!severalProcesses) return thread;
    return severalThreads ? `process ${pid}, ${thread}` : `process ${pid}`;
  };
}
