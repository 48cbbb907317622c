import * as m from './metrics.js';

/** What tells one setting under one load from another; the trials of a cell repeat each other. */
const CELL = 'experiment, model, via, workload, replicas, workers, threads, load';
const TRIAL = `run, trial, ${CELL}`;

/** What a curve is drawn through: whatever differs besides x makes another curve, or another point of which the best counts. */
export const CURVE = ['model', 'via', 'workload'];

/** The label that x is taken from. */
export type Factor = 'slots' | 'replicas' | 'threads';

/** A trial is one sample at its end, so a look back over the whole range finds it. */
function trials(metric: string, ...matchers: string[]): string {
  const chosen = ['experiment=~"$experiment"', ...matchers];
  return `last_over_time(${metric}{${chosen.join(',')}}[$__range])`;
}

/** The mean over the trials of each cell, those of the workload that is chosen. Live metrics say `sleep`, trials `sleep 20 ms`. */
function meanOfCells(metric: string, by: Factor): string {
  const matchers = ['workload=~".*$workload.*"'];
  if (by !== 'slots') matchers.push(`${by}!=""`);
  const mean = `avg by (${CELL}) (${trials(metric, ...matchers)})`;
  if (by !== 'slots') return mean;
  // Slots are a value: count_values makes them a label, as the other factors are.
  const slots = `avg by (${CELL}) (${trials(m.TRIAL_SLOTS, ...matchers)})`;
  return `${mean} * on (${CELL}) group_left (slots) count_values by (${CELL}) ("slots", ${slots})`;
}

/** The most that each model reached with so many slots, replicas or threads, whatever the other factors were. */
export function bestThroughput(by: Factor): string {
  return `max by (${curve(by)}) (${meanOfCells(m.TRIAL_THROUGHPUT, by)})`;
}

/** What was predicted for the very cells that did best: their labels, with another value. */
export function predictedOfBest(by: Factor): string {
  const best = `topk by (${curve(by)}) (1, ${meanOfCells(m.TRIAL_THROUGHPUT, by)})`;
  const predicted = `avg by (${CELL}) (${trials(m.TRIAL_PREDICTED_THROUGHPUT)})`;
  return `max by (${curve(by)}) (0 * ${best} + on (${CELL}) group_left () ${predicted})`;
}

function curve(by: Factor): string {
  return [...CURVE, by].join(', ');
}

const OF_RUN = 'run=~"$run"';

/** Each trial, for a table. */
export const ofTrial = (metric: string, ...matchers: string[]) =>
  `max by (${TRIAL}) (${trials(metric, OF_RUN, ...matchers)})`;

/** Each trial at the moment of its end: a step looks back no further than to the one before. */
export const atItsEnd = (metric: string, labels: string, ...matchers: string[]) =>
  `max by (${labels}) (last_over_time(${metric}{${['experiment=~"$experiment"', OF_RUN, ...matchers].join(',')}}[$__interval]))`;

export const trialsEnded = () => `count by (experiment, run) (${trials(m.TRIAL_VALID, OF_RUN)})`;

export const validShare = () => `avg by (experiment, run) (${trials(m.TRIAL_VALID, OF_RUN)})`;

export const isRunning = () => `max by (experiment, run) (${trials(m.EXPERIMENT_RUNNING, OF_RUN)})`;

/** For annotations. */
export const runningNow = () => `max by (experiment, run) (${m.EXPERIMENT_RUNNING}) == 1`;
