import { describe, expect, it } from '@jest/globals';
import { createPlan } from '../../experiment/create-plan.js';
import { parseExperiment } from '../../experiment/parse-experiment.js';
import type { ResultsFolder } from '../../results/results-folder.js';
import { chooseGenerator, type GeneratorOptions } from './choose-generator.js';

function choose(options: GeneratorOptions, { target = 'local', before = '', arrivals = 'uniform' } = {}) {
  const yaml = `
name: a
question: b?
matrix:
  model: [threaded]
  workload: [{ sleep: { ms: 20 } }]
  load: [{ open: { rate: 20, arrivals: ${arrivals} } }]
`;
  const plan = createPlan(parseExperiment(yaml, 'a.yaml'), 1);
  const folder = { readEnvironment: () => Promise.resolve({ generator: before }) } as unknown as ResultsFolder;
  const earlier = before === '' ? null : { folder, calibrations: [] };
  return chooseGenerator(options, { session: { plan, earlier }, target: { name: target }, onNote: () => undefined });
}

describe('the generator of a run', () => {
  it('is the embedded one unless k6 is asked for', async () => {
    expect((await choose({})).name).toBe('embedded');
    expect((await choose({}, { target: 'kubernetes a/b/c' })).name).toBe('embedded');
  });

  it('is again what it was for a run that is resumed', async () => {
    expect((await choose({}, { before: 'embedded' })).name).toBe('embedded');
    const again = choose({}, { before: 'k6 v1.8.1', arrivals: 'poisson' });
    await expect(again).rejects.toThrow('k6 has arrivals at even gaps only');
  });

  it('takes no option of where k6 was before to where it is now', async () => {
    const here = choose({ k6: 'local' }, { before: 'k6 job grafana/k6:1.8.1 x 2', arrivals: 'poisson' });
    await expect(here).rejects.toThrow('k6 has arrivals at even gaps only');
    const again = choose({ parallelism: 2 }, { before: 'k6 v1.8.1' });
    await expect(again).rejects.toThrow('--parallelism belongs to --k6 job or testrun');
  });

  it.each([
    [{ parallelism: 2 }, {}, '--parallelism belongs to --generator k6: give that too.'],
    [{ k6: 'job' }, {}, '--k6 belongs to --generator k6: give that too.'],
    [{ generator: 'k6', k6: 'job' }, {}, '--k6 job belongs to --target kubernetes: give that too.'],
    [{ generator: 'k6', parallelism: 2 }, {}, '--parallelism belongs to --target kubernetes: give that too.'],
    [
      { generator: 'k6', k6: 'local', k6Image: 'a' },
      { target: 'kubernetes a/b/c' },
      '--k6-image belongs to --k6 job or testrun: give that too.',
    ],
  ] satisfies [GeneratorOptions, { target?: string }, string][])('refuses %j with %j', async (options, of, message) => {
    await expect(choose(options, of)).rejects.toThrow(message);
  });
});
