import { isSteady } from '../experiment/steady-load.js';
import type { CellSummary } from '../results/summary.js';

type Entry = readonly [term: string, explanation: string];

const CELL: Entry = [
  'cell',
  'A setting with its work and load. A setting is how a service is set up: its model, and how many replicas, workers and threads it has.',
];

const RATES: readonly Entry[] = [
  [
    'req/s ± 95 %',
    'Requests answered a second: the mean over trials, and the half-width of its 95 % interval (Student’s t). The intervals of two settings may overlap and the settings still differ: the finding tests the difference itself (Welch’s t). Fewer than three trials give no interval.',
  ],
  [
    'slots',
    'How many requests a setting works on at a time; ∞ where nothing bounds it. Work that computes needs a core too, so it has no more slots than there are cores.',
  ],
  [
    'predicted',
    'What slots and service time allow: slots / service time, or clients / service time where there are fewer clients than slots. The service time is the wait that was asked for, or for work that computes the median of requests sent one at a time before the trials, the least over all settings that do the same work.',
  ],
  ['attained', 'Measured over predicted. 1.00 is all that the setting can give; the rest is what the stack costs.'],
  [
    'p50, p95, p99',
    'Latency as the client saw it, from the (intended) start to the answer, over the requests of all trials together. Half of all requests were faster than p50.',
  ],
  [
    'a slot did',
    'Throughput over slots, beside every straight line: where it falls as slots are added, each new one brought less than those before it. Slots here are what was set up, also where there are fewer cores.',
  ],
  [
    'stopped paying',
    'From there on every larger setting did less than 10 % more, and each slot added less than half of what the first ones did. Why is told from what was measured: slots in use, cores kept busy, a CPU limit, clients, arrivals, how long the work took, how busy the generator was.',
  ],
  ['wait', 'The part of the latency before the work began.'],
];

const BURSTS: readonly Entry[] = [
  [
    'waited behind the stall',
    'Requests whose work began at least half of the stalled one’s running time after they were sent, in any trial.',
  ],
  ['longest wait', 'The longest that any other request waited for its work to begin, in any trial.'],
  ['all answered after', 'From the first request sent to the last answer: the mean over trials.'],
];

const STEPS: readonly Entry[] = [
  [
    'kept again after',
    'From the rise of the rate to the first second from which on the promise was kept for five seconds. The promise is looked at second by second, for the requests that were to start in it, whenever they were answered. Where trials differ, the range of them.',
  ],
  ['broken for', 'Seconds from the rise on in which the promise was broken.'],
  ['worst p95', 'Of the requests of the worst second.'],
  ['lost', 'Requests without a right answer, whenever they came.'],
  ['pod-seconds', 'Replicas that were ready, summed up over the seconds: what a setting costs.'],
];

const VERDICTS: readonly Entry[] = [
  [
    'valid',
    'Every check passed: no errors and no wrong answers; and where there is a rate, a generator that started its requests in time and had time to spare, requests under way equal to throughput x latency (Little’s law), no more throughput than is physically possible, a steady latency, and trials that agree.',
  ],
  [
    'suspect',
    'Measured, but the trials disagree by more than 10 %, or are too few, or were not yet or not at all steady, or a CPU limit that the experiment did not set held the service back, or the generator started requests late, which is counted as latency.',
  ],
  ['invalid', 'Not a measurement of the service; left out of the finding, of what to set, and of the charts of slots.'],
];

/** The words of a report, explained once for every kind of it. */
export function explainWords(cells: readonly CellSummary[]): readonly Entry[] {
  return [
    CELL,
    ...(cells.some(({ load }) => isSteady(load)) ? RATES : []),
    ...(cells.some(({ burst }) => burst) ? BURSTS : []),
    ...(cells.some(({ recovery }) => recovery) ? STEPS : []),
    ...VERDICTS,
  ];
}
