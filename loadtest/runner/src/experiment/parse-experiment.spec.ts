import { describe, expect, it } from '@jest/globals';
import { parseExperiment } from './parse-experiment.js';

const SMALLEST = `name: smallest
question: Does it work?
matrix:
  model: [async]
  workload: [{ noop: {} }]
  load: [{ closed: { concurrency: 1 } }]
`;

describe('an experiment file', () => {
  it('may leave out what has a default', () => {
    expect(parseExperiment(SMALLEST, 'smallest.yaml')).toEqual({
      name: 'smallest',
      question: 'Does it work?',
      matrix: {
        model: ['async'],
        workload: [{ kind: 'single', name: 'noop', params: {} }],
        replicas: [1],
        workers: [1],
        threads: [1],
        via: ['loop'],
        autoscale: [null],
        load: [{ kind: 'closed', concurrency: 1, thinkTimeMs: null }],
      },
      trial: { warmupMs: 2_000, durationMs: 5_000, repeat: 3, traceShare: 0.01 },
      slo: null,
    });
  });

  it('may give every load, a mix and an objective', () => {
    const experiment = parseExperiment(
      `name: all
question: What?
matrix:
  model: [threaded]
  workload:
    - { mix: [{ compute: { n: 1000 }, weight: 3 }, { memory: {} }] }
  load:
    - { closed: { perSlot: 4, thinkTime: { min: 500ms, max: 1s } } }
    - { open: { rate: 200, arrivals: poisson } }
    - { burst: { requests: 10 } }
    - { step: { before: { rate: 5, for: 10s }, during: { rate: 40, for: 1m }, after: { rate: 5, for: 30s } } }
trial: { warmup: 100ms, duration: 1s, repeat: 5, traceShare: 0 }
slo: { p95: 300ms, errorRate: 0.01 }
`,
      'all.yaml',
    );
    expect(experiment.matrix.workload).toEqual([
      {
        kind: 'mix',
        parts: [
          { name: 'compute', params: { n: 1000 }, weight: 3 },
          { name: 'memory', params: { mib: 8 }, weight: 1 },
        ],
      },
    ]);
    expect(experiment.matrix.load).toEqual([
      { kind: 'closed', concurrency: { perSlot: 4 }, thinkTimeMs: { min: 500, max: 1_000 } },
      { kind: 'open', ratePerSecond: 200, arrivals: 'poisson' },
      { kind: 'burst', requests: 10, stalled: null },
      {
        kind: 'step',
        before: { ratePerSecond: 5, forMs: 10_000 },
        during: { ratePerSecond: 40, forMs: 60_000 },
        after: { ratePerSecond: 5, forMs: 30_000 },
      },
    ]);
    expect(experiment.trial).toEqual({ warmupMs: 100, durationMs: 1_000, repeat: 5, traceShare: 0 });
    expect(experiment.slo).toEqual({ p50Ms: null, p90Ms: null, p95Ms: 300, p99Ms: null, errorRate: 0.01 });
  });

  it('may leave replicas to an autoscaler, where the load has an end', () => {
    const { matrix } = parseExperiment(
      SMALLEST.replace(
        / {2}load:.*/s,
        '  autoscale: [off, { max: 3, cpu: 80 }]\n  load: [{ burst: { requests: 10 } }]\n',
      ),
      'autoscaled.yaml',
    );
    expect(matrix.autoscale).toEqual([null, { maxReplicas: 3, targetPercent: 80 }]);
  });
});

const SEARCH = `name: search
question: How much?
matrix:
  model: [threaded]
  workload: [{ noop: {} }]
search: { over: rate, from: 10, to: 20, step: 50% }
slo: { p95: 300ms }
`;

describe('a search', () => {
  it('over the rate makes its own loads', () => {
    const { matrix, search } = parseExperiment(SEARCH, 'search.yaml');
    expect(matrix.load.map((load) => load.kind === 'open' && load.ratePerSecond)).toEqual([10, 15, 20]);
    expect(search).toEqual({ over: 'rate', trials: 12 });
  });

  it.each([
    ['without a promise', 'slo: { p95: 300ms }\n', '', /slo: found nothing to search by/],
    [
      'over the rate with loads',
      'search:',
      '  load: [{ burst: { requests: 3 } }]\nsearch:',
      /matrix\.load: found a list/,
    ],
    ['without a lowest rate', 'from: 10, ', '', /bad\.yaml:6:9 {2}search\.from: found nothing; allowed: a number/],
    ['that ends before it begins', 'to: 20', 'to: 5', /search\.to: found no more than from/],
    [
      'with a step that is none',
      '50%',
      'half',
      /search\.step: found "half"; allowed: a step from 1% to 100%, such as 4%/,
    ],
    ['over something else', 'over: rate', 'over: thread', /search\.over: found "thread"; .*Did you mean "threads"\?/],
    [
      'over a factor of one value',
      'over: rate, from: 10, to: 20, step: 50%',
      'over: threads',
      /matrix\.threads: found nothing to search/,
    ],
    [
      'over threads of a model without',
      SEARCH,
      SEARCH.replace('[threaded]', '[blocking]').replace(/search: .*/, 'search: { over: threads }'),
      /matrix\.model: found blocking, which has no threads/,
    ],
    ['over threads with rates', 'over: rate', 'over: threads', /search\.from: found it in a search over threads/],
    [
      'over clients of a load without',
      'over: rate, from: 10, to: 20, step: 50%',
      'over: concurrency',
      /matrix\.load: found nothing/,
    ],
    ['with a pair', 'search:', 'trial: { pair: true }\nsearch:', /trial\.pair: found true with a search/],
  ])('%s is refused', (_, right, wrong, message) => {
    expect(SEARCH).toContain(right);
    expect(problemsOf(SEARCH.replace(right, wrong)).join('\n')).toMatch(message);
  });
});

describe('a bad experiment file', () => {
  it('is refused with all its problems, each with line, key, what was found and what is allowed', () => {
    const text = SMALLEST.replace('[async]', '[async, thraeded]')
      .replace('noop: {}', 'sleep: { ms: -1 }')
      .replace('concurrency: 1', 'concurency: 1')
      .concat('trial: { repeat: 0 }\nslos: {}\n');
    expect(problemsOf(text)).toEqual([
      'bad.yaml has 5 problems:',
      '  bad.yaml:4:18  matrix.model[1]: found "thraeded"; allowed: blocking, threaded, async, queue. Did you mean "threaded"?',
      '  bad.yaml:5:29  matrix.workload[0].sleep.ms: found -1; allowed: a whole number from 0 to 60000.',
      '  bad.yaml:6:22  matrix.load[0].closed.concurency: found an unknown key; allowed: concurrency, perSlot, thinkTime. Did you mean "concurrency"?',
      '  bad.yaml:7:18  trial.repeat: found 0; allowed: a whole number from 1 to 100.',
      '  bad.yaml:8:1  slos: found an unknown key; allowed: name, question, matrix, trial, slo, search. Did you mean "slo"?',
    ]);
  });

  it.each([
    ['a workload of another name', 'noop', 'slep', /workload\[0\]\.slep: .*Did you mean "sleep"\?/],
    [
      'a parameter the workload does not have',
      'noop: {}',
      'noop: { ms: 1 }',
      /noop\.ms: found an unknown key; allowed: no keys, write \{\}\./,
    ],
    ['a workload without a value', 'noop: {}', 'noop: ', /noop: found nothing; allowed: a mapping/],
    [
      'two loads in one',
      '{ closed: { concurrency: 1 } }',
      '{ closed: { concurrency: 1 }, open: { rate: 1 } }',
      /load\[0\]: found closed and open; allowed: exactly one of closed, open, burst, step\./,
    ],
    [
      'a client count of two kinds',
      'concurrency: 1',
      'concurrency: 1, perSlot: 4',
      /closed: found concurrency and perSlot; allowed: exactly one/,
    ],
    [
      'a think time that ends before it begins',
      'concurrency: 1',
      'concurrency: 1, thinkTime: { min: 2s, max: 1s }',
      /thinkTime\.max: found less than min/,
    ],
    [
      'a value where a list must be',
      '[async]',
      'async',
      /matrix\.model: found "async"; allowed: a list in \[ \] of at least 1, each blocking, threaded, async, queue\./,
    ],
    [
      'a CPU limit that is none',
      '  load:',
      '  cpuLimit: [300m, 1, lots]\n  load:',
      /bad\.yaml:6:23 {2}matrix\.cpuLimit\[2\]: found "lots"; allowed: an amount of CPU from 10m to 64, such as 300m/,
    ],
    [
      'a CPU limit of another kind',
      '  load:',
      '  cpuLimit: [true]\n  load:',
      /matrix\.cpuLimit\[0\]: found true; allowed: an amount of CPU from 10m to 64/,
    ],
    [
      'a CPU limit given twice in other words',
      '  load:',
      '  cpuLimit: [1, 1000m]\n  load:',
      /matrix\.cpuLimit\[1\]: found 1 again/,
    ],
    ['an empty list', '[async]', '[]', /matrix\.model: found an empty list/],
    ['a value given twice', '[async]', '[async, async]', /bad\.yaml:4:18 {2}matrix\.model\[1\]: found async again/],
    [
      'a stalled request that is not there',
      'closed: { concurrency: 1 }',
      'burst: { requests: 3, stalled: { request: 4, params: {} } }',
      /stalled\.request: found a number above/,
    ],
    [
      'a stalled request with parameters of other work',
      'closed: { concurrency: 1 }',
      'burst: { requests: 3, stalled: { request: 1, params: { ms: 5 } } }',
      /stalled\.params: found parameters that noop does not take/,
    ],
    [
      'work that cannot be sliced',
      '  load:',
      '  via: [loop, sliced]\n  load:',
      /bad\.yaml:6:15 {2}matrix\.via\[1\]: found sliced for noop, which only waits; allowed: loop/,
    ],
    [
      'a step and nothing that is promised',
      'closed: { concurrency: 1 }',
      'step: { before: { rate: 1, for: 5s }, during: { rate: 9, for: 5s }, after: { rate: 1, for: 5s } }',
      /load\[0\]: found a step without slo\.p95/,
    ],
    [
      'an autoscaler that says nothing of its aim',
      '  load:',
      '  autoscale: [{ max: 3 }]\n  load:',
      /matrix\.autoscale\[0\]: found a mapping; allowed: off, or \{ max: most replicas, cpu: percent/,
    ],
    [
      'an autoscaler that may never have more replicas',
      '  load:',
      '  replicas: [3]\n  autoscale: [{ max: 3, cpu: 80 }]\n  load:',
      /matrix\.autoscale: found no max above any of replicas/,
    ],
    [
      'a name that no folder can have',
      'name: smallest',
      'name: Über/alles',
      /name: found "Über\/alles"; allowed: a name for a folder/,
    ],
    [
      'no load',
      '  load: [{ closed: { concurrency: 1 } }]\n',
      '',
      /bad\.yaml:4:3 {2}matrix\.load: found nothing; allowed: a list/,
    ],
    [
      'a pair of bursts',
      'closed: { concurrency: 1 } }]\n',
      'burst: { requests: 3 } }]\ntrial: { pair: true }\n',
      /trial\.pair: found true where no load is closed or open/,
    ],
    ['no name', 'name: smallest\n', '', /bad\.yaml:1:1 {2}name: found nothing/],
    [
      'a key given twice',
      'name: smallest\n',
      'name: a\nname: b\n',
      /bad\.yaml:2:1 {2}is not YAML: Map keys must be unique/,
    ],
    ['a bracket that does not close', '[async]', '[async', /bad\.yaml:\d+:\d+ {2}is not YAML/],
  ])('with %s is refused', (_, right, wrong, message) => {
    expect(SMALLEST).toContain(right);
    expect(problemsOf(SMALLEST.replace(right, wrong)).join('\n')).toMatch(message);
  });

  it.each(['', 'just words', '[1, 2]', '\0\u0001', '---\na: 1\n---\nb: 2\n'])(
    'that is no experiment at all (%j) is refused',
    (text) => {
      expect(problemsOf(text)[0]).toMatch(/^bad\.yaml has /);
    },
  );

  it('with more combinations than anyone waits for is refused', () => {
    const many = `[${Array.from({ length: 64 }, (_, index) => index + 1).join(', ')}]`;
    const text = SMALLEST.replace('[async]', '[threaded]').replace(
      'matrix:',
      `matrix:\n  workers: ${many}\n  threads: ${many}`,
    );
    expect(problemsOf(text).join('\n')).toMatch(/matrix: found 4096 combinations of factors; allowed: at most 1000\./);
  });

  it('with aliases that multiply is refused', () => {
    const text = `a: &a [${'x, '.repeat(10)}]\nb: &b [${'*a, '.repeat(10)}]\nc: &c [${'*b, '.repeat(10)}]\nd: [${'*c, '.repeat(10)}]\n`;
    expect(problemsOf(text)[1]).toMatch(/not YAML that can be used/);
  });
});

function problemsOf(text: string): string[] {
  try {
    parseExperiment(text, 'bad.yaml');
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  throw new Error('The file was taken; it should have been refused.');
}
