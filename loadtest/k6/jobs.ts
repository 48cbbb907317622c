import { check } from 'k6';
import { callOf } from './lib/calls.ts';
import { config, readConfig } from './lib/config.ts';
import { answerOf, isJob, type JobOrder, postJob, waitUntilEnded } from './lib/jobs.ts';
import { atRate, openIteration } from './lib/load.ts';
import { jobsDone, startLag } from './lib/metrics.ts';
import { optionsOf } from './lib/options.ts';
import { phaseAt } from './lib/phases.ts';
import { reachFleet } from './lib/reach.ts';
import { cannotBeUsed } from './lib/read-settings.ts';
import { commonRules, keptUpRules, sloRules } from './lib/rules.ts';
import { openScenario, vusFor } from './lib/scenarios.ts';
import { count } from './lib/send.ts';
import { duration, optionalInteger, rate, share } from './lib/setting.ts';
import { type SummaryData, valueOf } from './lib/summary/summary-data.ts';
import { summaryOf } from './lib/summary/summary.ts';
import { tagsOf } from './lib/tags.ts';
import { readTarget, titleOf } from './lib/target.ts';

const { RATE, WARMUP, DURATION, VUS, POLL, JOB_TIMEOUT, REPEAT_SHARE } = readConfig({
  RATE: rate(5),
  WARMUP: duration('2s'),
  DURATION: duration('10s'),
  VUS: optionalInteger(1, 20_000),
  POLL: duration('100ms'),
  JOB_TIMEOUT: duration('30s'),
  REPEAT_SHARE: share(0.1),
});
const target = readTarget({ model: 'queue' });
if (target.model !== 'queue') throw new Error(cannotBeUsed('MODEL', target.model, 'queue: the others keep no jobs'));
const { expected } = callOf(target);
const order: JobOrder = { workload: target.workload, params: target.params };
const vus = VUS ?? vusFor(RATE, target.requestedMs + POLL);
const tags = tagsOf(target);
const phases = [{ name: 'measured', durationMs: DURATION }];
const rules = [
  ...commonRules(),
  ...sloRules(phases),
  ...phases.flatMap((phase) => keptUpRules(phase, RATE, { warmupMs: WARMUP, requestedMs: target.requestedMs + POLL })),
  {
    metric: 'fleetlab_jobs_done',
    threshold: 'rate==1',
    crossed: 'Jobs that were accepted did not end done: expected all.',
  },
];
const phaseNow = phaseAt(WARMUP, phases);
const arrivals = atRate(RATE, phaseNow);

export const options = optionsOf({
  scenario: openScenario(RATE, WARMUP + DURATION, vus, JOB_TIMEOUT + config.TIMEOUT),
  tags,
  phases,
  rules,
});

/** @returns what keys begin with, so that no run finds the jobs of another */
export function setup(): string {
  reachFleet(target);
  return `k6-${Date.now()}-${Math.random().toString(36).slice(2)}`;
}

export default function (run: string): void {
  const { number, intendedAt } = openIteration(arrivals);
  startLag.add(Math.max(0, Date.now() - intendedAt));
  const key = `${run}-${number}`;
  const accepted = postJob(order, key, intendedAt, 202);
  if (!isJob(accepted)) return count(accepted, 0, { name: '/queue/jobs', phaseAt: phaseNow });
  if (Math.random() < REPEAT_SHARE) {
    const repeated = postJob(order, key, intendedAt, 200);
    check(repeated, { 'the same key gives the same job': (job) => isJob(job) && job.id === accepted.id });
  }
  const answer = answerOf(waitUntilEnded(accepted.id, POLL, intendedAt + JOB_TIMEOUT), expected);
  jobsDone.add(answer.isRight);
  count(answer, Date.now() - intendedAt, { name: '/queue/jobs/{id}', phaseAt: phaseNow });
}

export const handleSummary = summaryOf({
  script: 'jobs',
  question: 'Is each job that the queue accepted done, and how long does that take?',
  title: `${titleOf(target)}, ${RATE} jobs/s`,
  baseUrl: config.BASE_URL,
  tags,
  load: { rate: RATE, pollMs: POLL, vus },
  warmupMs: WARMUP,
  phases,
  rules,
  more: jobsOf,
});

function jobsOf(data: SummaryData) {
  const done = valueOf(data, 'fleetlab_jobs_done', 'passes');
  const lost = valueOf(data, 'fleetlab_jobs_done', 'fails');
  return {
    figures: { jobs: { accepted: done + lost, done, notDone: lost } },
    lines: [
      `${done + lost} jobs were accepted in all, ${done} of them done. Responses are times from intended start to done.`,
    ],
  };
}
