import { describe, expect, it } from '@jest/globals';
import { workloadNamed } from '@fleetlab/workloads';
import { workloadNamed as k6WorkloadNamed, WORKLOADS } from '../../loadtest/k6/lib/workloads.ts';

const CASES: [(typeof WORKLOADS)[number], Record<string, number>[]][] = [
  ['noop', [{}]],
  ['sleep', [{ ms: 0 }, { ms: 7 }]],
  ['request', [{ ms: 3 }]],
  ['compute', [2, 3, 4, 10, 20_000, 30_011].map((n) => ({ n }))],
  ['memory', [1, 2, 3, 5].map((mib) => ({ mib }))],
  ['factorial', [0, 1, 2, 20, 64, 170].map((n) => ({ n }))],
  ['steps', [{ n: 3, ms: 2 }]],
  ['mixed', Array.from({ length: 200 }, (_, seed) => ({ seed, ms: 100, n: 3000 }))],
];

describe('the results that k6 scripts expect', () => {
  it('are there for each workload', () => {
    expect(CASES.map(([name]) => name).sort()).toEqual([...WORKLOADS].sort());
  });

  it.each(CASES)('are those of %s', (name, cases) => {
    const expected = cases.map((params) => workloadNamed(name).answer(params));
    expect(cases.map((params) => k6WorkloadNamed(name).answer(params))).toEqual(expected);
  });

  it.each(CASES)('are for the parameters that %s has', (name) => {
    expect(workloadNamed(name).params.parse({})).toEqual(k6WorkloadNamed(name).params);
  });
});
