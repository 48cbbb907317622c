import { BURST, sendInBurst } from './lib/burst.ts';
import { callOf } from './lib/calls.ts';
import { config, readConfig } from './lib/config.ts';
import { heldUp, thread } from './lib/metrics.ts';
import { optionsOf } from './lib/options.ts';
import { readParams } from './lib/params.ts';
import { reachFleet } from './lib/reach.ts';
import { cannotBeUsed } from './lib/read-settings.ts';
import { commonRules } from './lib/rules.ts';
import { burstScenario } from './lib/scenarios.ts';
import { duration, integer, optionalInteger, text } from './lib/setting.ts';
import { type SummaryData, valueOf } from './lib/summary/summary-data.ts';
import { summaryOf } from './lib/summary/summary.ts';
import { figure, tableOf } from './lib/summary/table.ts';
import { tagsOf } from './lib/tags.ts';
import { readTarget, targetOf, titleOf } from './lib/target.ts';

const { REQUESTS, STALLED, STALLED_PARAMS, MAX_HELD_UP, WARMUP } = readConfig({
  REQUESTS: integer(10, 2, 1000),
  STALLED: integer(5, 0, 1000),
  STALLED_PARAMS: text('ms=2000'),
  MAX_HELD_UP: optionalInteger(0, 1000),
  WARMUP: duration('1s'),
});
if (STALLED > REQUESTS)
  throw new Error(cannotBeUsed('STALLED', String(STALLED), `one of ${REQUESTS} requests (REQUESTS)`));
const target = readTarget({ params: 'ms=20' });
const stalledTarget =
  STALLED === 0
    ? target
    : targetOf(
        target.model,
        target.workload,
        readParams('STALLED_PARAMS', STALLED_PARAMS, target.workload),
        target.modelQuery.via,
      );
/** Longer than any answer takes, where none stalls. */
const stallMs = STALLED === 0 ? config.TIMEOUT : stalledTarget.requestedMs;
if (stallMs <= 2 * target.requestedMs) {
  throw new Error(
    cannotBeUsed('STALLED_PARAMS', STALLED_PARAMS, `more than twice what the others wait, ${target.requestedMs} ms`),
  );
}
const tags = tagsOf(target);
const phases = [{ name: BURST, durationMs: 0 }];
const rules = [
  ...commonRules(),
  {
    metric: `fleetlab_start_lag{phase:${BURST}}`,
    threshold: `max<${stallMs / 2}`,
    crossed: 'The requests did not start together: the warm-up went on for too long (WARMUP).',
  },
  ...(MAX_HELD_UP === null
    ? []
    : [
        {
          metric: 'fleetlab_held_up',
          threshold: `count<=${MAX_HELD_UP}`,
          crossed: `More than ${MAX_HELD_UP} requests (MAX_HELD_UP) waited for the stalled one.`,
        },
      ]),
];
const requests = Array.from({ length: REQUESTS }, (_, index) => index + 1);
const usual = callOf(target);
const stalled = callOf(stalledTarget);

export const options = optionsOf({
  scenario: burstScenario(REQUESTS),
  tags,
  phases,
  rules,
  figures: Object.fromEntries(
    requests.flatMap((request) => [
      [responseOf(request), 'max>=0'],
      [threadOf(request), 'value>=0'],
    ]),
  ),
});

export function setup(): void {
  reachFleet(target);
}

export default function (): void {
  const { request, answer, responseMs } = sendInBurst({
    warmupCall: usual,
    warmupMs: WARMUP,
    callOf: (number) => (number === STALLED ? stalled : usual),
  });
  if (answer.isRight) thread.add(answer.threadId);
  if (request !== STALLED && responseMs >= stallMs / 2) heldUp.add(1);
}

export const handleSummary = summaryOf({
  script: 'stalled-fifth',
  question: `When one of ${REQUESTS} requests stalls, who waits for it?`,
  title: `${titleOf(target)}; request ${STALLED} with ${STALLED_PARAMS}`,
  baseUrl: config.BASE_URL,
  tags,
  load: { requests: REQUESTS, stalled: STALLED, stalledParams: STALLED_PARAMS },
  warmupMs: WARMUP,
  phases,
  rules,
  more: timelineOf,
});

function timelineOf(data: SummaryData) {
  const timeline = requests.map((request) => ({
    request,
    stalled: request === STALLED,
    threadId: valueOf(data, threadOf(request), 'value'),
    responseMs: valueOf(data, responseOf(request), 'max'),
  }));
  const rows = timeline.map((each) => {
    return [`${each.request}${each.stalled ? ' stalled' : ''}`, String(each.threadId), figure(each.responseMs)];
  });
  const count = valueOf(data, 'fleetlab_held_up', 'count');
  const lines = [
    ...tableOf(['request', 'thread', 'response ms'], rows),
    `${count} of the others waited for request ${STALLED}.`,
  ];
  return { figures: { heldUp: count, timeline }, lines };
}

function responseOf(request: number) {
  return `fleetlab_response_duration{request:${request}}`;
}

function threadOf(request: number) {
  return `fleetlab_thread{request:${request}}`;
}
