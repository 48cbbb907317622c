import { callOf } from './lib/calls.ts';
import { config, readConfig } from './lib/config.ts';
import { optionsOf } from './lib/options.ts';
import { reachFleet } from './lib/reach.ts';
import { commonRules } from './lib/rules.ts';
import { burstScenario } from './lib/scenarios.ts';
import { send } from './lib/send.ts';
import { words } from './lib/setting.ts';
import { summaryOf } from './lib/summary/summary.ts';
import { tagSamples, tagsOf } from './lib/tags.ts';
import { targetOf } from './lib/target.ts';

const { MODELS } = readConfig({ MODELS: words('blocking,threaded,async,queue') });
const works = [
  { workload: 'noop', params: {} },
  { workload: 'sleep', params: { ms: 10 } },
  { workload: 'request', params: { ms: 10 } },
  { workload: 'compute', params: { n: 20_000 } },
  { workload: 'memory', params: { mib: 1 } },
  { workload: 'factorial', params: { n: 30 } },
  { workload: 'steps', params: { n: 2, ms: 5 } },
  { workload: 'mixed', params: { seed: 7, ms: 10, n: 1000 } },
] as const;
const targets = MODELS.flatMap((model) => works.map(({ workload, params }) => targetOf(model, workload, params)));
const tags = tagsOf({ model: 'all', workload: 'all' });
const phases = MODELS.map((name) => ({ name, durationMs: 0 }));
const rules = commonRules();

export const options = optionsOf({ scenario: burstScenario(1), tags, phases, rules });

export function setup(): void {
  for (const model of MODELS) reachFleet({ model, workload: 'noop' });
}

export default function (): void {
  for (const target of targets) {
    const { model, workload } = target;
    tagSamples({ model, workload, phase: model });
    send(callOf(target), Date.now(), () => model);
  }
}

export const handleSummary = summaryOf({
  script: 'smoke',
  question: 'Does every model do every workload rightly?',
  title: `${MODELS.join(', ')}; each workload once`,
  baseUrl: config.BASE_URL,
  tags,
  load: { models: MODELS },
  warmupMs: 0,
  phases,
  rules,
});
