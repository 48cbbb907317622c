import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { UNITS } from './config.js';
import { dashboard } from './panels/dashboard.js';
import { atLeast, upTo } from './panels/panel.js';
import { asTable, now, overTime } from './panels/query.js';
import { stat, statOfWords } from './panels/stat.js';
import { inUnit, inWords, table } from './panels/table.js';
import { points } from './panels/timeseries.js';
import * as variables from './panels/variables.js';
import * as metrics from './queries/metrics.js';
import * as trials from './queries/trials.js';

/** Each trial of a running or past experiment, as `fleetlab run` pushed it. */
export function experiments(): Dashboard {
  return dashboard('experiments', {
    title: 'Experiments',
    description: 'Each trial of a running or past experiment: what it measured, what was predicted, whether it counts.',
    variables: [variables.experiment(), variables.run()],
    rows: [
      { title: 'Runs', panels: [state(), ended(), valid()] },
      { title: 'Trials', panels: [throughput(), latency(), allTrials()] },
    ],
  });
}

const PERCENTILES = { p50: '0.5', p90: '0.9', p95: '0.95', p99: '0.99' };
const SETTING = ['model', 'via', 'workload', 'load', 'replicas', 'workers', 'threads'];
/** One series for each setting of a run, and a legend that names all of it. */
const SERIES = [...SETTING, 'run'].join(', ');
const LEGEND = '{{model}} {{via}} r{{replicas}} w{{workers}} t{{threads}} · {{workload}} · {{load}} · {{run}}';

function state() {
  return statOfWords(
    {
      title: 'State',
      description: 'Whether trials go on, as the runner last said; a run that was killed ends without saying so.',
      unit: UNITS.number,
      queries: [now(trials.isRunning(), '{{experiment}} {{run}}')],
    },
    {
      type: MappingType.ValueToText,
      options: { '0': { text: 'ended', color: 'text' }, '1': { text: 'running', color: 'purple' } },
    },
    upTo(1),
  );
}

function ended() {
  return stat(
    {
      title: 'Trials ended',
      description: 'Trials that ended in the time shown.',
      unit: UNITS.number,
      queries: [now(trials.trialsEnded(), '{{experiment}} {{run}}')],
    },
    atLeast(1),
  );
}

function valid() {
  return stat(
    {
      title: 'Valid trials',
      description:
        'The share of trials that break no rule which makes a result invalid. The report says which rules were broken.',
      unit: UNITS.share,
      queries: [now(trials.validShare(), '{{experiment}} {{run}}')],
    },
    atLeast(1),
  );
}

function throughput() {
  return points({
    title: 'Throughput of trials',
    description: 'Right answers per second of each trial, at its end, and what slots and service time predict.',
    unit: UNITS.perSecond,
    queries: [
      overTime(trials.atItsEnd(metrics.TRIAL_THROUGHPUT, SERIES), LEGEND),
      overTime(trials.atItsEnd(metrics.TRIAL_PREDICTED_THROUGHPUT, SERIES), `${LEGEND} predicted`),
    ],
    width: 12,
  });
}

function latency() {
  return points({
    title: 'Latency of trials',
    description:
      'What clients saw in each trial, at its end: from the intended start, in an open loop, to the answer. By quantile.',
    unit: UNITS.seconds,
    queries: Object.entries(PERCENTILES).map(([name, quantile]) =>
      overTime(trials.atItsEnd(metrics.TRIAL_LATENCY_SECONDS, SERIES, `quantile="${quantile}"`), `${LEGEND} ${name}`),
    ),
    width: 12,
  });
}

function allTrials() {
  const percentiles = Object.entries(PERCENTILES);
  return table(
    {
      title: 'Trials one by one',
      description:
        'Every trial that ended in the time shown. One that is not valid says nothing about its setting: the load generator was late, answers were wrong, or too few came.',
      unit: UNITS.number,
      queries: [
        asTable('valid', trials.ofTrial(metrics.TRIAL_VALID)),
        asTable('throughput', trials.ofTrial(metrics.TRIAL_THROUGHPUT)),
        asTable('predicted', trials.ofTrial(metrics.TRIAL_PREDICTED_THROUGHPUT)),
        asTable('slots', trials.ofTrial(metrics.TRIAL_SLOTS)),
        ...percentiles.map(([name, quantile]) =>
          asTable(name, trials.ofTrial(metrics.TRIAL_LATENCY_SECONDS, `quantile="${quantile}"`)),
        ),
        asTable('window', trials.ofTrial(metrics.TRIAL_DURATION_SECONDS)),
      ],
    },
    {
      labels: ['experiment', 'run', 'trial', ...SETTING],
      values: {
        valid: inWords({ 0: { text: 'not valid', color: 'red' }, 1: { text: 'valid', color: 'green' } }),
        throughput: inUnit(UNITS.perSecond, 1),
        predicted: inUnit(UNITS.perSecond, 1),
        slots: inUnit(UNITS.number),
        ...Object.fromEntries(percentiles.map(([name]) => [name, inUnit(UNITS.seconds)])),
        window: inUnit(UNITS.seconds),
      },
    },
  );
}
