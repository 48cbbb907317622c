import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { LIMITS, UNITS } from './config.js';
import { dashboard } from './panels/dashboard.js';
import { atLeast, upTo } from './panels/panel.js';
import { cpu, throttling } from './panels/pods.js';
import { asTable, now, overTime } from './panels/query.js';
import { stat } from './panels/stat.js';
import { inUnit, inWords, table } from './panels/table.js';
import { timeseries } from './panels/timeseries.js';
import * as variables from './panels/variables.js';
import { CONFIG_THREADS, CONFIG_WORKERS } from './queries/metrics.js';
import * as processes from './queries/processes.js';
import * as targets from './queries/targets.js';

/** All pods: what runs, on how much, and whether it is seen. */
export function fleet(): Dashboard {
  return dashboard('fleet', {
    title: 'Fleet',
    description: 'Every pod that is scraped: version, CPU, memory, restarts. By what the pods say themselves.',
    variables: [variables.namespace(), variables.release()],
    rows: [
      { title: 'Pods', panels: [up(), restarts(), pods()] },
      { title: 'Resources', panels: [cpu(), throttling(), heldBack(), memory(), heap()] },
      { title: 'Scrapes', panels: [health(), scrapes()] },
    ],
  });
}

const EACH = 'component, pod';
const POD = '{{pod}}';

function up() {
  return stat(
    {
      title: 'Pods up',
      description: 'Pods whose last scrape worked, by component.',
      unit: UNITS.number,
      queries: [now(targets.podsUp(), '{{component}}')],
      width: 16,
    },
    atLeast(1),
  );
}

function restarts() {
  return stat(
    {
      title: 'Restarts',
      description:
        'Processes that started again in the time shown, in a pod of the same name; a pod that was replaced has another.',
      unit: UNITS.number,
      queries: [now(processes.processRestarts('component'), '{{component}}')],
    },
    upTo(1, LIMITS.restarts),
  );
}

function pods() {
  return table(
    {
      title: 'Pods one by one',
      description:
        "Each pod: what it runs and what it takes now. A worker of the queue has the model queue, as the queue's API.",
      unit: UNITS.number,
      queries: [
        asTable('up', targets.isUp()),
        asTable('CPU', processes.cpuCores(EACH)),
        asTable('memory', processes.residentMemory(EACH)),
        asTable('restarts', processes.processRestarts(EACH)),
        asTable('workers', targets.setting(CONFIG_WORKERS)),
        asTable('threads', targets.setting(CONFIG_THREADS)),
        asTable('running', targets.versions()),
      ],
    },
    {
      labels: ['component', 'pod', 'model', 'version', 'node'],
      values: {
        up: inWords({ 0: { text: 'down', color: 'red' }, 1: { text: 'up', color: 'green' } }),
        CPU: inUnit(UNITS.cores, 2),
        memory: inUnit(UNITS.bytes),
        restarts: inUnit(UNITS.number),
        workers: inUnit(UNITS.number),
        threads: inUnit(UNITS.number),
        running: [{ id: 'custom.hidden', value: true }],
      },
    },
  );
}

function heldBack() {
  return timeseries({
    title: 'Time held back',
    description: 'Seconds of CPU time in each second that the limit denied a pod, all its cores added up.',
    unit: UNITS.seconds,
    queries: [overTime(processes.throttledTime(EACH), POD)],
  });
}

function memory() {
  return timeseries({
    title: 'Resident memory',
    description: 'Of all processes of a pod.',
    unit: UNITS.bytes,
    queries: [overTime(processes.residentMemory(EACH), POD)],
    width: 12,
  });
}

function heap() {
  return timeseries({
    title: 'Heap',
    description: "What the JavaScript heaps of a pod's processes use; it should come back after a collection.",
    unit: UNITS.bytes,
    queries: [overTime(processes.heapUsed(EACH), POD)],
    width: 12,
  });
}

function health() {
  return timeseries({
    title: 'Scraped',
    description: '1 where the last scrape of a pod worked, 0 where it did not.',
    unit: UNITS.number,
    queries: [overTime(targets.isUp(), POD)],
    width: 12,
  });
}

function scrapes() {
  return timeseries({
    title: 'Length of a scrape',
    description: 'A pod answers while its work is blocked, so a slow scrape is the node or the network.',
    unit: UNITS.seconds,
    queries: [overTime(targets.scrapeSeconds(), POD)],
    width: 12,
  });
}
