import { callsOf } from './lib/calls.ts';
import { config, readConfig } from './lib/config.ts';
import { inSteps, openIteration } from './lib/load.ts';
import { recovery } from './lib/metrics.ts';
import { optionsOf } from './lib/options.ts';
import { phaseAt, phasesOf, WARMUP as WARMUP_PHASE } from './lib/phases.ts';
import { reachFleet } from './lib/reach.ts';
import { commonRules, sloRules } from './lib/rules.ts';
import { steppedScenario, vusFor } from './lib/scenarios.ts';
import { send } from './lib/send.ts';
import { duration, optionalInteger, rate } from './lib/setting.ts';
import { type SummaryData, valueOf } from './lib/summary/summary-data.ts';
import { summaryOf } from './lib/summary/summary.ts';
import { tagsOf } from './lib/tags.ts';
import { readTarget, titleOf } from './lib/target.ts';

const { RATE, SPIKE_RATE, WARMUP, BEFORE, SPIKE, AFTER, VUS } = readConfig({
  RATE: rate(5),
  SPIKE_RATE: rate(20),
  WARMUP: duration('2s'),
  BEFORE: duration('10s'),
  SPIKE: duration('5s'),
  AFTER: duration('20s'),
  VUS: optionalInteger(1, 20_000),
});
const target = readTarget();
/** All requests of the spike may wait at the same time. */
const vus = VUS ?? vusFor(SPIKE_RATE, target.requestedMs) + Math.ceil((SPIKE_RATE * SPIKE) / 1000);
const tags = tagsOf(target);
const steps = [
  { phase: WARMUP_PHASE, ratePerSecond: RATE, durationMs: WARMUP },
  { phase: 'before', ratePerSecond: RATE, durationMs: BEFORE },
  { phase: 'spike', ratePerSecond: SPIKE_RATE, durationMs: SPIKE },
  { phase: 'after', ratePerSecond: RATE, durationMs: AFTER },
];
const phases = phasesOf(steps);
const rules = [...commonRules(), ...sloRules(phases.filter(({ name }) => name !== 'spike'))];
const phaseNow = phaseAt(WARMUP, phases);
const nextCall = callsOf(target);
const arrivals = inSteps(steps);
const spikeEndMs = WARMUP + BEFORE + SPIKE;
const slowMs = config.SLO_P95_MS ?? 2 * target.requestedMs + 100;

export const options = optionsOf({ scenario: steppedScenario(steps, vus), tags, phases, rules });

export function setup(): void {
  reachFleet(target);
}

export default function (): void {
  const { number, intendedAt, phase, atMs } = openIteration(arrivals);
  const { responseMs } = send(nextCall(number), intendedAt, phaseNow);
  if (phase === 'after' && responseMs > slowMs) recovery.add(atMs - spikeEndMs);
}

export const handleSummary = summaryOf({
  script: 'spike',
  question: 'How long after a spike is the fleet as fast as before?',
  title: `${titleOf(target)}, ${RATE}/s with ${SPIKE_RATE}/s for ${SPIKE / 1000} s`,
  baseUrl: config.BASE_URL,
  tags,
  load: { rate: RATE, spikeRate: SPIKE_RATE, vus },
  warmupMs: WARMUP,
  phases,
  rules,
  more: recoveryOf,
});

function recoveryOf(data: SummaryData) {
  const slow = valueOf(data, 'fleetlab_recovery', 'count');
  const recoveryMs = slow > 0 ? valueOf(data, 'fleetlab_recovery', 'max') : 0;
  const last = `The last request that took more than ${slowMs} ms started ${(recoveryMs / 1000).toFixed(2)} s after the spike.`;
  const none = `After the spike no request took more than ${slowMs} ms.`;
  return { figures: { slowMs, recoveryMs }, lines: [slow > 0 ? last : none] };
}
