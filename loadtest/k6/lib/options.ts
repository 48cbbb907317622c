import type { Options, Scenario } from 'k6/options';
import { type Figures, type Rule, thresholdsOf } from './rules.ts';
import type { Phase } from './phases.ts';
import { type RunTags, systemTags } from './tags.ts';

/** The one scenario that each script has. */
export const SCENARIO = 'load';

interface Parts {
  readonly scenario: Scenario;
  readonly tags: RunTags;
  readonly phases: readonly Phase[];
  readonly rules: readonly Rule[];
  readonly figures?: Figures;
}

export function optionsOf({ scenario, tags, phases, rules, figures = {} }: Parts): Options {
  return {
    // Here as well as above all: `k6 run --tag` replaces those above.
    scenarios: { [SCENARIO]: { ...scenario, tags } },
    tags,
    thresholds: thresholdsOf(rules, phases, figures),
    systemTags,
    summaryTrendStats: ['count', 'min', 'avg', 'med', 'p(90)', 'p(95)', 'p(99)', 'max'],
    noCookiesReset: true,
  };
}
