import { describe, expect, it } from '@jest/globals';
import { executeBlocking, executeOnLoop } from './execution.js';
import { workloadNamed, workloads } from './registry.js';
import type { WorkloadContext } from './workload.js';

const context: WorkloadContext = {
  upstream: { delay: (ms) => Promise.resolve(ms), delayBlocking: (ms) => ms },
};
/** Small enough to run in every form. */
const small: Readonly<Record<string, object>> = {
  sleep: { ms: 2 },
  request: { ms: 2 },
  compute: { n: 20_000 },
  memory: { mib: 2 },
  factorial: { n: 300 },
  steps: { n: 3, ms: 1 },
  mixed: { seed: 5, ms: 2, n: 1000 },
  noop: {},
};
const bounds = {
  sleep: { ms: [0, 60_000] },
  request: { ms: [0, 60_000] },
  compute: { n: [2, 5_000_000] },
  memory: { mib: [1, 256] },
  factorial: { n: [0, 5000] },
  steps: { n: [1, 1000], ms: [0, 60_000] },
  mixed: { seed: [0, 4_294_967_295], ms: [0, 3000], n: [2, 250_000] },
};

describe('the registry', () => {
  it('holds every workload under its own name', () => {
    expect([...workloads.keys()]).toEqual(Object.keys(small));
    for (const [name, workload] of workloads) expect(workload.name).toBe(name);
  });

  it('says which names there are when asked for another', () => {
    expect(() => workloadNamed('nap')).toThrow('There is no workload "nap": expected one of sleep, request, compute');
  });
});

describe.each([...workloads.values()])('$name', (workload) => {
  const params = small[workload.name]!;

  it('has defaults for all its parameters and refuses unknown ones', () => {
    expect(workload.params.safeParse({}).success).toBe(true);
    expect(workload.params.safeParse({ unknown: 1 }).success).toBe(false);
  });

  it('gives the right answer in each form it has', async () => {
    const answer = workload.answer(params);
    const forms = (['nonBlocking', 'sliced'] as const).filter((form) => workload[form]);
    expect(executeBlocking(workload, params, context).result).toEqual(answer);
    for (const form of forms) {
      expect((await executeOnLoop(workload, params, context, form)).result).toEqual(answer);
    }
  });

  it('gives an answer that survives JSON and structured clone', () => {
    const answer = workload.answer(params);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    expect(structuredClone(answer)).toEqual(answer);
  });
});

describe.each(Object.entries(bounds))('%s', (name, parameters) => {
  const { params } = workloadNamed(name);

  it.each(Object.entries(parameters))('takes %s from %j', (parameter, [min, max]) => {
    const takes = (value: number) => params.safeParse({ [parameter]: value }).success;
    expect([takes(min! - 1), takes(min!), takes(max!), takes(max! + 1)]).toEqual([false, true, true, false]);
  });
});
