import { callsOf } from './lib/calls.ts';
import { config, readConfig } from './lib/config.ts';
import { atRate, openIteration } from './lib/load.ts';
import { optionsOf } from './lib/options.ts';
import { phaseAt } from './lib/phases.ts';
import { reachFleet } from './lib/reach.ts';
import { commonRules, keptUpRules, sloRules } from './lib/rules.ts';
import { openScenario, vusFor } from './lib/scenarios.ts';
import { send } from './lib/send.ts';
import { duration, optionalInteger, rate } from './lib/setting.ts';
import { summaryOf } from './lib/summary/summary.ts';
import { tagsOf } from './lib/tags.ts';
import { readTarget, titleOf } from './lib/target.ts';

const { RATE, WARMUP, DURATION, VUS } = readConfig({
  RATE: rate(5),
  WARMUP: duration('2s'),
  DURATION: duration('10s'),
  VUS: optionalInteger(1, 20_000),
});
const target = readTarget();
const vus = VUS ?? vusFor(RATE, target.requestedMs);
const tags = tagsOf(target);
const phases = [{ name: 'measured', durationMs: DURATION }];
const { requestedMs } = target;
const rules = [
  ...commonRules(),
  ...sloRules(phases),
  ...phases.flatMap((phase) => keptUpRules(phase, RATE, { warmupMs: WARMUP, requestedMs })),
];
const nextCall = callsOf(target);
const phaseNow = phaseAt(WARMUP, phases);
const arrivals = atRate(RATE, phaseNow);

export const options = optionsOf({ scenario: openScenario(RATE, WARMUP + DURATION, vus), tags, phases, rules });

export function setup(): void {
  reachFleet(target);
}

export default function (): void {
  const { number, intendedAt } = openIteration(arrivals);
  send(nextCall(number), intendedAt, phaseNow);
}

export const handleSummary = summaryOf({
  script: 'open',
  question: 'Does the fleet answer in time where requests come at a rate, whether answered or not?',
  title: `${titleOf(target)}, ${RATE}/s`,
  baseUrl: config.BASE_URL,
  tags,
  load: { rate: RATE, vus },
  warmupMs: WARMUP,
  phases,
  rules,
});
