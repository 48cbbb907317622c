import { describe, expect, it } from '@jest/globals';
import type { Cell, Load } from '../../experiment/plan.js';
import type { LoadOrder } from '../generator.js';
import { checkCells, scriptForLoad } from './script-for-load.js';

const SHAPE = { model: 'async', replicas: 2, workers: 1, threads: null } as const;
const ORDER: LoadOrder = {
  baseUrl: 'http://a.test',
  path: '/async',
  query: { via: 'thread' },
  work: { kind: 'single', name: 'steps', params: { n: 5, ms: 20 } },
  load: { kind: 'closed', concurrency: 8, thinkTimeMs: { min: 100, max: 300 } },
  clients: 8,
  spreadMs: 300,
  warmupMs: 2_000.4,
  durationMs: 6_000,
  seed: 1,
  headers: { host: 'lab.test' },
  traceShare: 0.05,
  labels: { experiment: 'my-lab', trial: 7, shape: SHAPE },
};

describe('the k6 script for a load', () => {
  it('is told all that the embedded generator is', () => {
    expect(scriptForLoad(ORDER)).toEqual({
      script: 'closed',
      settings: {
        ...{ SAMPLES: '1', MODEL: 'async', VIA: 'thread', WORKLOAD: 'steps', PARAMS: 'n=5&ms=20' },
        ...{ REQUEST_HEADERS: '{"host":"lab.test"}', TRACE_SHARE: '0.05' },
        ...{ EXPERIMENT: 'my-lab', TRIAL: '7', REPLICAS: '2', WORKERS: '1', THREADS: 'none' },
        ...{ VUS: '8', THINK_TIME: '100ms-300ms', SPREAD: '300ms', WARMUP: '2000ms', DURATION: '6000ms' },
      },
    });
  });

  it('has for an open load as many virtual users as the warm-up has requests, and enough for slow answers', () => {
    const open = (ratePerSecond: number, spreadMs = 100) => {
      const { script, settings } = scriptForLoad({ ...ORDER, spreadMs, load: openLoad(ratePerSecond) });
      expect(script).toBe('open');
      return [settings.RATE, settings.VUS];
    };
    expect(open(28)).toEqual(['28', '56']);
    expect(open(1000)).toEqual(['1000', '705']);
    expect(open(20.8007, 2_000)).toEqual(['20.801', '99']);
  });

  it('has a burst with the one that stalls, or without', () => {
    const burst = (stalled: Extract<Load, { kind: 'burst' }>['stalled']) =>
      scriptForLoad({ ...ORDER, load: { kind: 'burst', requests: 10, stalled } }).settings;
    expect(burst({ request: 5, params: { ms: 900 } })).toMatchObject({ STALLED: '5', STALLED_PARAMS: 'n=5&ms=900' });
    expect(burst(null)).toMatchObject({ REQUESTS: '10', STALLED: '0' });
  });
});

describe('what k6 cannot do', () => {
  it.each([
    [{ load: { kind: 'open', ratePerSecond: 5, arrivals: 'poisson' } }, /"a cell": k6 has arrivals at even gaps only/],
    [{ load: { kind: 'burst', requests: 1, stalled: null } }, /"a cell": k6 sends 2 to .* requests at once/],
    [{ work: { kind: 'mix', parts: [] } }, /"a cell": k6 sends one workload at a time/],
  ] satisfies [Partial<Cell>, RegExp][])('is said before the first trial: %j', (changed, message) => {
    const cell: Cell = { id: 'a cell', shape: SHAPE, via: null, work: ORDER.work, load: ORDER.load };
    expect(() => checkCells([cell])).not.toThrow();
    expect(() => checkCells([{ ...cell, ...changed }])).toThrow(message);
  });
});

function openLoad(ratePerSecond: number) {
  return { kind: 'open', ratePerSecond, arrivals: 'uniform' } as const;
}
