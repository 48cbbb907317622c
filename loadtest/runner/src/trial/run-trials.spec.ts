import { describe, expect, it } from '@jest/globals';
import { createPlan } from '../experiment/create-plan.js';
import type { Experiment } from '../experiment/experiment.js';
import type { Generator, LoadOrder, Measurement } from '../generator/generator.js';
import type { Target } from '../target/target.js';
import { orderTrials, runTrials } from './run-trials.js';
import type { Calibration, TrialRecord, Usage } from './trial.js';

const signal = new AbortController().signal;
const EXPERIMENT: Experiment = {
  name: 'run',
  question: '?',
  matrix: {
    model: ['threaded', 'queue', 'async'],
    workload: [{ kind: 'single', name: 'sleep', params: { ms: 100 } }],
    replicas: [1],
    workers: [1],
    threads: [2],
    via: ['loop'],
    autoscale: [null],
    load: [{ kind: 'closed', concurrency: { perSlot: 4 }, thinkTimeMs: { min: 100, max: 300 } }],
  },
  trial: { warmupMs: 10, durationMs: 10_000, repeat: 2, traceShare: 0.25 },
  slo: null,
};
const PLAN = createPlan(EXPERIMENT, 7);
const CALIBRATIONS = PLAN.cells.map(({ id, shape }): Calibration => ({
  cell: id,
  slots: shape.model === 'async' ? null : 2,
  serviceMs: 100,
  fastestMs: 100,
  source: 'requested',
}));
const ORDERS = orderTrials(PLAN, CALIBRATIONS, EXPERIMENT.trial);

describe('the trials of a plan', () => {
  it('give each model the same clients and each as long as its work needs', () => {
    for (const { clients, warmupMs, durationMs, trial } of ORDERS) {
      expect(clients).toBe(8);
      expect(warmupMs).toBe(trial.cell.shape.model === 'async' ? 200 : 800);
      expect(durationMs).toBe(10_000);
    }
  });

  it('let all cells of a round meet the same arrivals, and those of the next others', () => {
    const rounds = Map.groupBy(ORDERS, ({ trial }) => trial.round);
    const [first, second] = [...rounds.values()].map((round) => new Set(round.map(({ seed }) => seed)));
    expect([first!.size, second!.size]).toEqual([1, 1]);
    expect([...first!]).not.toEqual([...second!]);
  });

  it('are refused where an answer would take longer than anyone waits', () => {
    const slow = CALIBRATIONS.map((calibration) => ({ ...calibration, serviceMs: 20_000 }));
    expect(() => orderTrials(PLAN, slow, EXPERIMENT.trial)).toThrow(
      /would answer after 80 s; the longest that is waited for is 60 s/,
    );
  });
});

describe('running trials', () => {
  it('asks each model in its way, spreads the first requests and keeps each record as it ends', async () => {
    const { tools, orders } = createTools();
    const { listener, records, told } = createListener();
    await runTrials(ORDERS, ORDERS.length, tools, listener, signal);
    expect(records.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(told[0]).toBe(ORDERS.reduce((sum, { warmupMs, durationMs }) => sum + warmupMs + durationMs, 0));
    expect(new Set(orders.map(({ path, query }) => `${path} ${JSON.stringify(query)}`))).toEqual(
      new Set(['/threaded {}', '/queue {"wait":"60000"}', '/async {"via":"loop"}']),
    );
    for (const { spreadMs } of orders) expect(spreadMs).toBe(300);
  });

  it('takes the CPU time of the window, and the memory at its end', async () => {
    const { tools } = createTools([
      { cpuMs: 500, rssMiB: 80 },
      { cpuMs: 750, rssMiB: 90 },
    ]);
    const { listener, records } = createListener();
    await runTrials(ORDERS.slice(0, 1), 1, tools, listener, signal);
    expect(records[0]!.usage).toEqual({ cpuMs: 250, rssMiB: 90 });
  });

  it('knows no CPU time where a service died in between, or the system tells none', async () => {
    for (const usages of [
      [
        { cpuMs: 500, rssMiB: 80 },
        { cpuMs: 20, rssMiB: 70 },
      ],
      [null, null],
    ]) {
      const { tools } = createTools(usages);
      const { listener, records } = createListener();
      await runTrials(ORDERS.slice(0, 1), 1, tools, listener, signal);
      expect(records[0]!.usage).toBeNull();
    }
  });

  it('stops when told, and keeps no record of the trial that was under way', async () => {
    const abort = new AbortController();
    const { tools } = createTools();
    const { listener, records } = createListener();
    const stopping = {
      ...listener,
      ended: async (record: TrialRecord) => {
        await listener.ended(record);
        if (record.number === 2) abort.abort(new Error('enough'));
      },
    };
    await expect(runTrials(ORDERS, 6, tools, stopping, abort.signal)).rejects.toThrow('enough');
    expect(records).toHaveLength(2);
  });
});

function createListener() {
  const records: TrialRecord[] = [];
  const told: number[] = [];
  const listener = {
    started: (_trial: unknown, _total: number, msLeft: number) => void told.push(msLeft),
    ended: async (record: TrialRecord) => void records.push(record),
  };
  return { listener, records, told };
}

/** A target that says these of its usage one after another, and a generator that only notes what it was asked for. */
function createTools(usages: (Usage | null)[] = []) {
  const orders: LoadOrder[] = [];
  const left = [...usages];
  const target: Target = {
    name: 'fake',
    cores: null,
    prepare: async () => undefined,
    deploy: async (_shape, signal) => {
      signal.throwIfAborted();
      return { baseUrl: '', slots: { wait: 2, cpu: 2 }, cores: 2, usage: async () => left.shift() ?? null };
    },
    close: async () => undefined,
  };
  const generator: Generator = {
    name: 'fake',
    run: async (order) => {
      orders.push(order);
      order.onWindow?.('open');
      order.onWindow?.('close');
      return {} as Measurement;
    },
    close: async () => undefined,
  };
  return { tools: { target, generator }, orders };
}
