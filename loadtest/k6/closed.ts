import { sleep } from 'k6';
import exec from 'k6/execution';
import { callsOf } from './lib/calls.ts';
import { config, readConfig } from './lib/config.ts';
import { closedIteration } from './lib/load.ts';
import { optionsOf } from './lib/options.ts';
import { phaseAt } from './lib/phases.ts';
import { reachFleet } from './lib/reach.ts';
import { commonRules, sloRules } from './lib/rules.ts';
import { closedScenario } from './lib/scenarios.ts';
import { send } from './lib/send.ts';
import { duration, durationRange, integer, optionalDuration } from './lib/setting.ts';
import { summaryOf } from './lib/summary/summary.ts';
import { tagsOf } from './lib/tags.ts';
import { readTarget, titleOf } from './lib/target.ts';

const { VUS, THINK_TIME, SPREAD, WARMUP, DURATION } = readConfig({
  VUS: integer(4, 1, 20_000),
  THINK_TIME: durationRange('0s'),
  SPREAD: optionalDuration(),
  WARMUP: duration('2s'),
  DURATION: duration('10s'),
});
const target = readTarget();
const tags = tagsOf(target);
const phases = [{ name: 'measured', durationMs: DURATION }];
const rules = [...commonRules(), ...sloRules(phases)];
const nextCall = callsOf(target);
const phaseNow = phaseAt(WARMUP, phases);
/** Over how long first requests are spread, so that clients do not march in step. */
const spreadMs = SPREAD ?? target.requestedMs + (THINK_TIME.min + THINK_TIME.max) / 2;

export const options = optionsOf({ scenario: closedScenario(VUS, WARMUP + DURATION), tags, phases, rules });

export function setup(): void {
  reachFleet(target);
}

export default function (): void {
  if (exec.vu.iterationInScenario === 0) pause((spreadMs * (exec.vu.idInTest - 1)) / VUS);
  const { number, intendedAt } = closedIteration(phaseNow);
  send(nextCall(number), intendedAt, phaseNow);
  pause(THINK_TIME.min + (THINK_TIME.max - THINK_TIME.min) * Math.random());
}

function pause(ms: number) {
  if (ms > 0) sleep(ms / 1000);
}

export const handleSummary = summaryOf({
  script: 'closed',
  question: 'How much does the fleet do for clients that each wait for the answer?',
  title: `${titleOf(target)}, ${VUS} clients`,
  baseUrl: config.BASE_URL,
  tags,
  load: { vus: VUS, thinkTimeMs: THINK_TIME },
  warmupMs: WARMUP,
  phases,
  rules,
});
