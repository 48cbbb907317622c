import exec from 'k6/execution';
import type { Options, Scenario } from 'k6/options';
import { setClock } from './clock.ts';
import { config } from './config.ts';
import type { Rule } from './rules.ts';
import type { Phase } from './phases.ts';
import { type RunTags, systemTags } from './tags.ts';
import { type Figures, thresholdsOf } from './thresholds.ts';

/** The one scenario that each script has. */
const SCENARIO = 'load';
/** Where its options carry the settings that they were made from. */
const ASKED = 'FLEETLAB_LOAD';

interface Parts {
  readonly scenario: Scenario;
  readonly tags: RunTags;
  readonly phases: readonly Phase[];
  readonly rules: readonly Rule[];
  readonly figures?: Figures;
}

/** What the settings of this run say. */
let asked = '';

export function optionsOf({ scenario, tags, phases, rules, figures = {} }: Parts): Options {
  setClock(scenario);
  asked = JSON.stringify({ scenario, tags, rules });
  return {
    // Here as well as above all: `k6 run --tag` replaces those above.
    scenarios: { [SCENARIO]: { ...scenario, tags, env: { [ASKED]: asked } } },
    tags,
    // A load of the runner lasts as long as it was told; what comes of it is judged there.
    thresholds: config.SAMPLES ? {} : thresholdsOf(rules, phases, figures),
    systemTags,
    summaryTrendStats: ['count', 'min', 'avg', 'med', 'p(90)', 'p(95)', 'p(99)', 'max'],
    noCookiesReset: true,
  };
}

/** Whether k6 does what the settings say; undefined where it does. For setup(), since only there are k6's own options known. */
export function problemWithOptions(): string | undefined {
  const scenario = exec.test.options.scenarios?.[SCENARIO];
  if (!scenario) {
    return 'The options -u, -d, -i and -s of k6 replace the load that this script is about: say it with -e VUS=, -e RATE= or -e DURATION=.';
  }
  if (scenario.env?.[ASKED] === asked) return undefined;
  return 'This archive was made with other settings, and its load is still theirs: give all settings of the load to "k6 archive" too.';
}
