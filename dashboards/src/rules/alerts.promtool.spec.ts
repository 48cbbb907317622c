import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { EXPERIMENT_RUNNING } from '../queries/metrics.js';
import { ALERT_CASES, LASTS, STEP, type AlertCase, type Series } from './alert-cases.fixture.js';
import { alerts } from './rules.js';

const RULES = join(import.meta.dirname, '../../dist/rules');
const rule_files = [join(RULES, 'recording.yaml'), join(RULES, 'alerts.yaml')];
/** All is mended after half an hour; what looks back a quarter of an hour has forgotten it here. */
const RESOLVED_AT = '65m';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'alerts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function promtool(...words: string[]): Promise<void> {
  try {
    await promisify(execFile)('promtool', words);
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(stdout + stderr, { cause: error });
  }
}

/** What of the alert fires at these times. */
async function expectFiring({ alert, labels }: AlertCase, input: readonly Series[], times: Record<string, boolean>) {
  const firing = { ...labels, alertname: alert, alertstate: 'firing' };
  const file = join(folder, `${alert}.yaml`);
  const expression = `ALERTS{alertname="${alert}",alertstate="firing"}`;
  const test = {
    interval: STEP,
    input_series: input,
    promql_expr_test: Object.entries(times).map(([eval_time, isFiring]) => ({
      expr: expression,
      eval_time,
      exp_samples: isFiring
        ? [{ labels: `ALERTS${JSON.stringify(firing).replaceAll(/"(\w+)":/g, '$1=')}`, value: 1 }]
        : [],
    })),
  };
  writeFileSync(file, stringify({ rule_files, evaluation_interval: STEP, tests: [test] }));
  await promtool('test', 'rules', file);
}

describe('the rule files', () => {
  it('are what Prometheus reads', () => promtool('check', 'rules', ...rule_files));

  it('have a case for every alert', () => {
    expect(ALERT_CASES.map(({ alert }) => alert).sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  });
});

describe.each(ALERT_CASES)('$alert', (alertCase) => {
  const { input, firesAt } = alertCase;

  it('fires, and resolves when all is well again', () =>
    expectFiring(alertCase, input, { '0m': false, [firesAt]: true, '29m': true, [RESOLVED_AT]: false }));

  it('is silent while an experiment runs, and for as long as rates look back', () => {
    const pushed = running(`1x${LASTS - 10} 0x100`);
    return expectFiring(alertCase, [...input, pushed], { [firesAt]: false, '25m': false, '29m': false });
  });
});

describe.each(ALERT_CASES)('$alert, of what an experiment has done', (alertCase) => {
  it('is silent after it too, for as long as anything of it is looked back at', () => {
    const pushed = running(`1x${LASTS} 0x100`);
    return expectFiring(alertCase, [...alertCase.input, pushed], {
      '29m': false,
      '34m': false,
      '44m': false,
      '50m': false,
    });
  });
});

describe('an experiment that has long been over', () => {
  it('silences nothing', () => {
    const [first] = ALERT_CASES;
    return expectFiring(first!, [...first!.input, running('0x160')], { '29m': true });
  });
});

function running(values: string): Series {
  return { series: `${EXPERIMENT_RUNNING}{experiment="e",run="r"}`, values };
}
