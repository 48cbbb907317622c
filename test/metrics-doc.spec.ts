import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FAMILIES } from '@fleetlab/dashboards/families';
import * as kit from '@fleetlab/kit/metric-names';
import * as queue from '@fleetlab/queue/metric-names';
import * as pushed from '@fleetlab/runner/metric-names';
import { AllServices } from './support/all-services.js';

const MAX_BYTES = 200_000;
/** Only there where the control group has a limit, as this machine's may not. */
const OF_LIMIT: readonly string[] = [
  kit.CPU_LIMIT,
  kit.CPU_PERIODS,
  kit.CPU_THROTTLED_PERIODS,
  kit.CPU_THROTTLED_SECONDS,
];
/** They belong to the type of a family, not to what it is about. */
const OF_TYPE = ['le', 'quantile'];
/** By a run, and exported by no service. */
const PUSHED = Object.values(pushed);

interface Family {
  readonly type: string;
  readonly labels: Set<string>;
}

function documented(): Map<string, Family> {
  const page = readFileSync(join(import.meta.dirname, '../docs/metrics.md'), 'utf8');
  const rows = page.matchAll(/^\| `(\w+)` +\| (\w+) +\| \w+ +\| ([\w, ]*)\|/gm);
  return new Map(
    [...rows].map(([, name, type, labels]) => [
      name!,
      {
        type: type!,
        labels: new Set(
          labels!
            .split(',')
            .map((label) => label.trim())
            .filter(Boolean),
        ),
      },
    ]),
  );
}

function exported(texts: Iterable<string>): Map<string, Family> {
  const families = new Map<string, Family>();
  for (const text of texts) {
    let family: Family | undefined;
    for (const line of text.split('\n')) {
      const [, name, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
      if (name && type) families.set(name, (family = families.get(name) ?? { type, labels: new Set() }));
      if (line.startsWith('#')) continue;
      for (const [, label] of line.matchAll(/[{,]([a-z_]+)="/g))
        if (!OF_TYPE.includes(label!)) family!.labels.add(label!);
    }
  }
  return families;
}

describe('what the services export', () => {
  let all: AllServices;
  let texts: ReadonlyMap<string, string>;
  beforeAll(async () => {
    all = await AllServices.start();
    texts = await all.expositions();
  });
  afterAll(() => all[Symbol.asyncDispose]());

  it('is in docs/metrics.md, and nothing else is', () => {
    const families = exported(texts.values());
    const ofServices = [...documented().keys()].filter((name) => !PUSHED.some((each) => each === name));
    const names = ofServices.filter((name) => families.has(name) || !OF_LIMIT.includes(name));
    expect(names.sort()).toEqual([...families.keys()].sort());
  });

  it('has the type and the labels that are documented', () => {
    const ours = documented();
    for (const [name, { type, labels }] of exported(texts.values())) {
      expect([name, ours.get(name)?.type]).toEqual([name, type]);
      const known = ours.get(name)?.labels ?? new Set();
      // The library has series of what goes on at the moment only, so there may be none.
      if (labels.size > 0) expect([name, [...known].sort()]).toEqual([name, [...labels].sort()]);
    }
  });

  it('has a name in one of the lists of names, and each name is documented', () => {
    const { NODE_FAMILIES, ...ofKit } = kit;
    const names = [...NODE_FAMILIES, ...Object.values(ofKit), ...Object.values(queue), ...PUSHED];
    expect(names.sort()).toEqual([...documented().keys()].sort());
  });

  it('has, where a run pushes it, the labels that dashboards know of it', () => {
    for (const name of PUSHED) {
      const known = FAMILIES[name]!.labels.filter((label) => !OF_TYPE.includes(label));
      expect([name, [...documented().get(name)!.labels].sort()]).toEqual([name, known.sort()]);
    }
  });

  it.each(['upstream', 'blocking', 'threaded', 'async', 'queue', 'queue-worker'])(
    'stays small: %s',
    async (service) => {
      const openMetrics = await all.expositions('application/openmetrics-text;version=1.0.0');
      expect(texts.get(service)!.length).toBeLessThan(MAX_BYTES);
      expect(openMetrics.get(service)!.length).toBeLessThan(MAX_BYTES);
    },
  );
});
