import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { UNITS } from './config.js';
import { curve } from './panels/curve.js';
import { dashboard } from './panels/dashboard.js';
import { asTable, overTime, withTraces } from './panels/query.js';
import { errors, rejections } from './panels/requests.js';
import { toService } from './panels/service-link.js';
import { timeseries } from './panels/timeseries.js';
import * as variables from './panels/variables.js';
import { cpuSecondsPerRequest } from './queries/processes.js';
import { OF_FLEETLAB } from './queries/promql.js';
import { answeredPerSecond, responseQuantile } from './queries/requests.js';
import { inFlight, slots, waiting } from './queries/runs.js';
import { bestThroughput, CURVE, predictedOfBest, type Factor } from './queries/trials.js';

/** The question of the project at a glance: the models side by side, live and over the settings of experiments. */
export function compare(): Dashboard {
  return dashboard('compare', {
    title: 'Compare',
    description:
      'The four models under the same load, and what slots, replicas and threads did for each in experiments.',
    variables: [
      variables.namespace(),
      variables.release(),
      variables.workload(),
      variables.experiment(),
      variables.run(),
    ],
    rows: [
      { title: 'Throughput against slots, replicas and threads', panels: scaling() },
      {
        title: 'Live: what clients see',
        panels: [throughput(), errors(MODELS, '{{component}}'), rejections('{{model}}'), ...latencies()],
      },
      { title: 'Live: what it takes', panels: [load(), backlog(), cpuPerRequest()] },
    ],
  });
}

const MODELS = `component!~"queue-worker|upstream",${OF_FLEETLAB}`;
const WORKLOAD = 'workload=~"$workload"';
const LIVE_NOTE = 'By what the services count, whoever sends the requests.';

function scaling() {
  return [
    against('slots', 'Slots', 'requests that all replicas can work on at a time; async has no bound, and so no curve'),
    against('replicas', 'Replicas', 'replicas, for the queue of its workers'),
    against('threads', 'Threads', 'threads of each process, for the models that have any'),
  ];
}

function against(factor: Factor, xTitle: string, whatItIs: string) {
  return curve(
    {
      title: `Throughput against ${factor}`,
      description: `Right answers per second in the trials of the chosen runs, against the number of ${whatItIs}. Each run has curves of its own. Points are measured: the mean over the valid trials of a setting, and of all settings at one place the best. The dashed line is what slots and service time predict for the very same settings. Where points bend away from the line, something else holds the model back. Trials that are not valid make no point, so that without a valid one there is no curve: the Experiments dashboard shows them all.`,
      unit: UNITS.perSecond,
      queries: [asTable('measured', bestThroughput(factor)), asTable('predicted', predictedOfBest(factor))],
    },
    { x: factor, xTitle, curves: CURVE },
  );
}

function throughput() {
  return timeseries({
    title: 'Throughput',
    description: `Requests answered per second, well or not. ${LIVE_NOTE}`,
    unit: UNITS.perSecond,
    queries: [overTime(answeredPerSecond(WORKLOAD), '{{model}}')],
  }).dataLinks([toService()]);
}

function latencies() {
  return [0.5, 0.95, 0.99].map((q) =>
    timeseries({
      title: `Latency p${q * 100}`,
      description: `What clients wait, from their start (X-Request-Start, else the accept) to the answer, backlog included. ${LIVE_NOTE} Exact to one bucket: half as much again.`,
      unit: UNITS.seconds,
      queries: [withTraces(responseQuantile(q, WORKLOAD), '{{model}}')],
    }).dataLinks([toService()]),
  );
}

function load() {
  return timeseries({
    title: 'In flight and slots',
    description:
      'Requests read and not answered yet, and the slots for work that waits, of all replicas. More in flight than slots means that some wait.',
    unit: UNITS.number,
    queries: [overTime(inFlight(), '{{model}}'), overTime(slots('wait'), '{{model}} slots')],
  });
}

function backlog() {
  return timeseries({
    title: 'Waiting',
    description: 'Accepted requests without a slot; of the queue, jobs that could run and do not yet.',
    unit: UNITS.number,
    queries: [overTime(waiting(), '{{model}}')],
  });
}

function cpuPerRequest() {
  return timeseries({
    title: 'CPU per request',
    description:
      'CPU time of all processes of a model by the requests that it answered, of whatever workload. The queue counts its API and its workers.',
    unit: UNITS.seconds,
    queries: [overTime(cpuSecondsPerRequest(), '{{model}}')],
  });
}
