import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { LIMITS, UNITS } from './config.js';
import { dashboard } from './panels/dashboard.js';
import { heatMap } from './panels/heat-map.js';
import { upTo } from './panels/panel.js';
import * as pods from './panels/pods.js';
import { forHeatMap, now, overTime, withTraces } from './panels/query.js';
import { errors, rejections } from './panels/requests.js';
import { stat } from './panels/stat.js';
import { timeseries, timeseriesWithLimit } from './panels/timeseries.js';
import * as variables from './panels/variables.js';
import * as requests from './queries/requests.js';
import * as runs from './queries/runs.js';

/** One model: what comes in, where it waits, what it runs on. */
export function service(): Dashboard {
  return dashboard('service', {
    title: 'Service',
    description: 'One model: its requests, where they wait, and what its processes do.',
    variables: [variables.namespace(), variables.release(), variables.model()],
    rows: [
      { title: 'Requests', panels: [answers(), latency(), errors('component="$model"', 'share of answers')] },
      { title: 'Wait and work', panels: [wait(), work(), places(), runDurations(), rejections('rejected', MODEL)] },
      {
        title: 'Processes',
        panels: [
          ...[pods.loopLag, pods.loopUse, pods.cpu, pods.throttling, pods.memory].map((panel) => panel(PODS)),
          restarts(),
        ],
      },
    ],
  });
}

const MODEL = 'model="$model"';
/** The queue's work is done by pods of their own. */
const PODS = 'component=~"$model(-worker)?"';
const QUANTILES = [0.5, 0.95, 0.99];

function answers() {
  return timeseries({
    title: 'Answers by status',
    description: 'Requests answered per second, of any route of the public port.',
    unit: UNITS.perSecond,
    queries: [overTime(requests.answersByStatus('component="$model"'), '{{http_response_status_code}}')],
  });
}

function latency() {
  return timeseriesWithLimit(
    {
      title: 'Latency',
      description:
        'What clients wait, from their start (X-Request-Start, else the accept) to the answer, backlog included. A point is a request with a trace.',
      unit: UNITS.seconds,
      queries: QUANTILES.map((q) => withTraces(requests.responseQuantile(q, MODEL), `p${q * 100}`)),
    },
    LIMITS.responseP95Seconds,
  );
}

function wait() {
  return timeseries({
    title: 'Wait',
    description:
      "From the client's start (X-Request-Start, else the accept) to the start of the work: for a free process, thread or worker.",
    unit: UNITS.seconds,
    queries: QUANTILES.map((q) => withTraces(runs.waitQuantile(q, MODEL), `p${q * 100}`)),
  });
}

function work() {
  return timeseries({
    title: 'Work',
    description:
      'From the start of the work to its end. It grows where work shares what it needs, a core for instance.',
    unit: UNITS.seconds,
    queries: QUANTILES.map((q) => withTraces(runs.runQuantile(q, MODEL), `p${q * 100}`)),
  });
}

function places() {
  return timeseries({
    title: 'Slots, in flight, waiting',
    description:
      'Of all replicas: requests that can be worked on at a time (of waiting and of computing work; the first is absent where nothing bounds it), read and not answered yet, and without a slot.',
    unit: UNITS.number,
    queries: [
      overTime(runs.slots('wait', MODEL), 'slots to wait'),
      overTime(runs.slots('cpu', MODEL), 'slots to compute'),
      overTime(runs.inFlight(MODEL), 'in flight'),
      overTime(runs.waitingOf(MODEL), 'waiting'),
    ],
  });
}

function runDurations() {
  return heatMap({
    title: 'Durations of the work',
    description: 'How many runs took how long. Two bands are two kinds of work, or one that is sometimes held up.',
    unit: UNITS.seconds,
    queries: [forHeatMap(runs.runBuckets(MODEL))],
    width: 16,
  });
}

function restarts() {
  return stat(
    {
      title: 'Restarts of workers',
      description:
        'Processes that died at their work and were replaced in the time shown: pre-forked workers, and the pods of the queue.',
      unit: UNITS.number,
      queries: [now(runs.workerRestarts(MODEL), '{{model}}')],
    },
    upTo(1),
  );
}
