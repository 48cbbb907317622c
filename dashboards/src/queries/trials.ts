import * as m from './metrics.js';

/** What tells one setting under one load in one run from another; the trials of a cell repeat each other. */
const CELL = 'experiment, run, model, via, workload, replicas, workers, threads, load';
const TRIAL = `trial, ${CELL}`;

/**
 * What a curve is drawn through, a run by itself: between two runs code and machine may differ. Whatever else differs besides x
 * makes another point, of which the best counts.
 */
export const CURVE = ['model', 'via', 'workload', 'run'];

/** The label that x is taken from. */
export type Factor = 'slots' | 'replicas' | 'threads';

const OF_RUNS = ['experiment=~"$experiment"', 'run=~"$run"'];

/** A trial is one sample at its end, so a look back over the whole range finds it. */
function trials(metric: string, ...matchers: string[]): string {
  return `last_over_time(${metric}{${[...OF_RUNS, ...matchers].join(',')}}[$__range])`;
}

/** The mean over the valid trials of each cell: what another trial measured is not its setting's. */
function meanOfCells(metric: string, ...matchers: string[]): string {
  const valid = `${trials(m.TRIAL_VALID, ...matchers)} == 1`;
  return `avg by (${CELL}) (${trials(metric, ...matchers)} and on (${TRIAL}) ${valid})`;
}

/** The throughput of the cells, with the factor among their labels. */
function throughput(by: Factor): string {
  // Live metrics say `sleep`, trials `sleep 20 ms`.
  const matchers = ['workload=~".*$workload.*"'];
  if (by !== 'slots') return meanOfCells(m.TRIAL_THROUGHPUT, ...matchers, `${by}!=""`);
  // Slots are a value: count_values makes them a label, as the other factors are.
  const slots = `count_values by (${CELL}) ("slots", ${meanOfCells(m.TRIAL_SLOTS, ...matchers)})`;
  return `${meanOfCells(m.TRIAL_THROUGHPUT, ...matchers)} * on (${CELL}) group_left (slots) ${slots}`;
}

/** The most that each model reached in a run with so many slots, replicas or threads, whatever the other factors were. */
export function bestThroughput(by: Factor): string {
  return `max by (${curve(by)}) (${throughput(by)})`;
}

/** What was predicted for the very cells that did best: their labels, with another value. */
export function predictedOfBest(by: Factor): string {
  const best = `topk by (${curve(by)}) (1, ${throughput(by)})`;
  const predicted = meanOfCells(m.TRIAL_PREDICTED_THROUGHPUT);
  return `max by (${curve(by)}) (0 * ${best} + on (${CELL}) group_left () ${predicted})`;
}

function curve(by: Factor): string {
  return [...CURVE, by].join(', ');
}

/** Each trial, for a table. */
export const ofTrial = (metric: string, ...matchers: string[]) => `max by (${TRIAL}) (${trials(metric, ...matchers)})`;

/** Each trial at the moment of its end: a step looks back no further than to the one before. */
export const atItsEnd = (metric: string, labels: string, ...matchers: string[]) =>
  `max by (${labels}) (last_over_time(${metric}{${[...OF_RUNS, ...matchers].join(',')}}[$__interval]))`;

export const trialsEnded = () => `count by (experiment, run) (${trials(m.TRIAL_VALID)})`;

export const validShare = () => `avg by (experiment, run) (${trials(m.TRIAL_VALID)})`;

export const isRunning = () => `max by (experiment, run) (${trials(m.EXPERIMENT_RUNNING)})`;

/** For annotations. */
export const runningNow = () => `max by (experiment, run) (${m.EXPERIMENT_RUNNING}) == 1`;
