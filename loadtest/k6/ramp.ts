import { callsOf } from './lib/calls.ts';
import { config, readConfig } from './lib/config.ts';
import { inSteps, openIteration } from './lib/load.ts';
import { optionsOf } from './lib/options.ts';
import { phaseAt, phasesOf, WARMUP as WARMUP_PHASE } from './lib/phases.ts';
import { reachFleet } from './lib/reach.ts';
import { cannotBeUsed } from './lib/read-settings.ts';
import { commonRules } from './lib/rules.ts';
import { steppedScenario, vusFor } from './lib/scenarios.ts';
import { send } from './lib/send.ts';
import { duration, integer, optionalInteger, rate } from './lib/setting.ts';
import { type SummaryData, valueOf } from './lib/summary/summary-data.ts';
import { summaryOf } from './lib/summary/summary.ts';
import { tagsOf } from './lib/tags.ts';
import { readTarget, titleOf } from './lib/target.ts';

const { RATE_FROM, RATE_TO, STEPS, WARMUP, DURATION, VUS } = readConfig({
  RATE_FROM: rate(2),
  RATE_TO: rate(10),
  STEPS: integer(5, 2, 50),
  WARMUP: duration('2s'),
  DURATION: duration('50s'),
  VUS: optionalInteger(1, 20_000),
});
if (RATE_TO <= RATE_FROM)
  throw new Error(cannotBeUsed('RATE_TO', String(RATE_TO), `more than RATE_FROM, ${RATE_FROM}`));
const target = readTarget();
const vus = VUS ?? vusFor(RATE_TO, target.requestedMs);
const tags = tagsOf(target);
const warmup = { phase: WARMUP_PHASE, ratePerSecond: RATE_FROM, durationMs: WARMUP };
const steps = Array.from({ length: STEPS }, (_, index) => {
  const ratePerSecond = Number((RATE_FROM + ((RATE_TO - RATE_FROM) * index) / (STEPS - 1)).toFixed(3));
  return { phase: `${ratePerSecond}/s`, ratePerSecond, durationMs: DURATION / STEPS };
});
const phases = phasesOf(steps);
const rules = commonRules();
const phaseNow = phaseAt(WARMUP, phases);
const nextCall = callsOf(target);
const arrivals = inSteps([warmup, ...steps]);

export const options = optionsOf({ scenario: steppedScenario([warmup, ...steps], vus), tags, phases, rules });

export function setup(): void {
  reachFleet(target);
}

export default function (): void {
  const { number, intendedAt } = openIteration(arrivals);
  send(nextCall(number), intendedAt, phaseNow);
}

export const handleSummary = summaryOf({
  script: 'ramp',
  question: 'Up to which rate does the fleet answer in time?',
  title: `${titleOf(target)}, ${RATE_FROM}/s to ${RATE_TO}/s`,
  baseUrl: config.BASE_URL,
  tags,
  load: { rateFrom: RATE_FROM, rateTo: RATE_TO, steps: STEPS, vus },
  warmupMs: WARMUP,
  phases,
  rules,
  more: kneeOf,
});

/** In time is within SLO_P95_MS, else within twice the p95 of the first step. */
function kneeOf(data: SummaryData) {
  const p95s = steps.map(({ phase }) => valueOf(data, `fleetlab_response_duration{phase:${phase}}`, 'p(95)'));
  const limitMs = config.SLO_P95_MS ?? 2 * (p95s[0] ?? 0);
  const firstLate = p95s.findIndex((p95) => p95 === 0 || p95 >= limitMs);
  const inTime = firstLate === -1 ? steps : steps.slice(0, firstLate);
  const highest = inTime.at(-1)?.ratePerSecond ?? null;
  const found = highest === null ? 'At no rate' : `Up to ${highest}/s`;
  return {
    figures: { limitMs, highestRateInTime: highest },
    lines: [`${found} p95 stayed below ${limitMs.toFixed(0)} ms.`],
  };
}
