import { describe, expect, it } from '@jest/globals';
import { createPlan } from '../experiment/create-plan.js';
import type { Experiment } from '../experiment/experiment.js';
import type { Generator, LoadOrder, Measurement } from '../generator/generator.js';
import type { Target } from '../target/target.js';
import { gridCourse } from './course.js';
import { trialOrders } from './order-trial.js';
import { runTrials } from './run-trials.js';
import { TrialBroken } from './trial-broken.js';
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
const orderOf = trialOrders(PLAN, CALIBRATIONS, EXPERIMENT);
const ORDERS = PLAN.trials.map(orderOf);
const COURSE = gridCourse(PLAN);
const FIRST = gridCourse({ ...PLAN, trials: PLAN.trials.slice(0, 1) });

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
    expect(() => trialOrders(PLAN, slow, EXPERIMENT)).toThrow(
      /would answer after 80 s; the longest that is waited for is 60 s/,
    );
  });
});

describe('running trials', () => {
  it('asks each model in its way, spreads the first requests and keeps each record as it ends', async () => {
    const { tools, orders } = createTools();
    const { listener, records, told } = createListener();
    await runTrials(COURSE, orderOf, [], tools, listener, signal);
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
    await runTrials(FIRST, orderOf, [], tools, listener, signal);
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
      await runTrials(FIRST, orderOf, [], tools, listener, signal);
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
    await expect(runTrials(COURSE, orderOf, [], tools, stopping, abort.signal)).rejects.toThrow('enough');
    expect(records).toHaveLength(2);
  });

  it('leaves out what was run before', async () => {
    const { tools } = createTools();
    const { listener, records } = createListener();
    const earlier = [{ number: 1 }, { number: 4 }] as TrialRecord[];
    await runTrials(COURSE, orderOf, earlier, tools, listener, signal);
    expect(records.map(({ number }) => number)).toEqual([2, 3, 5, 6]);
  });
});

describe('a trial that breaks', () => {
  it('is run again, and its record says why', async () => {
    const { tools, breakAt } = createTools();
    breakAt(2, 'the pod was killed');
    const { listener, records, retries } = createListener();
    await runTrials(COURSE, orderOf, [], tools, listener, signal);
    expect(retries).toEqual(['2: the pod was killed']);
    expect(records.map(({ broken, retriedAfter }) => ({ broken, retriedAfter }))).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => ({
        broken: undefined,
        retriedAfter: number === 2 ? ['the pod was killed'] : undefined,
      })),
    );
  });

  it('twice is recorded without a request, and the others are run', async () => {
    const { tools, breakAt } = createTools();
    breakAt(2, 'the pod was killed', 'the image is gone');
    const { listener, records } = createListener();
    await runTrials(COURSE, orderOf, [], tools, listener, signal);
    expect(records).toHaveLength(6);
    expect(records[1]).toMatchObject({
      number: 2,
      broken: 'the image is gone',
      retriedAfter: ['the pod was killed'],
      requests: { ok: 0, failed: 0 },
      window: { durationMs: 10_000, clients: 8 },
    });
    expect(records.filter(({ broken }) => broken !== undefined)).toHaveLength(1);
  });

  it('is not run again once its shape broke three trials in a row', async () => {
    const plan = createPlan({ ...EXPERIMENT, trial: { ...EXPERIMENT.trial, repeat: 5 } }, 7);
    const { tools, breakDeploys } = createTools();
    breakDeploys('queue');
    const { listener, records, retries } = createListener();
    await runTrials(gridCourse(plan), trialOrders(plan, CALIBRATIONS, EXPERIMENT), [], tools, listener, signal);
    const broken = records.filter(({ broken }) => broken !== undefined);
    expect(broken.map(({ cell }) => cell.split(' ')[0])).toEqual(Array(5).fill('queue'));
    expect(retries).toHaveLength(3);
    expect(broken.map(({ retriedAfter }) => retriedAfter?.length ?? 0)).toEqual([1, 1, 1, 0, 0]);
  });

  it('is not tried at all where its services could not be had before the trials', async () => {
    const calibrations = CALIBRATIONS.map((each) =>
      each.cell.startsWith('queue') ? { ...each, slots: null, broken: 'no image' } : each,
    );
    const { tools, orders } = createTools();
    const { listener, records, retries } = createListener();
    await runTrials(COURSE, trialOrders(PLAN, calibrations, EXPERIMENT), [], tools, listener, signal);
    expect(records.filter(({ broken }) => broken === 'no image')).toHaveLength(2);
    expect(orders).toHaveLength(4);
    expect(retries).toEqual([]);
  });

  it('ends the run where something else is wrong', async () => {
    const { tools } = createTools();
    const failing = { ...tools, target: { ...tools.target, deploy: () => Promise.reject(new Error('a bug')) } };
    const { listener, records } = createListener();
    await expect(runTrials(COURSE, orderOf, [], failing, listener, signal)).rejects.toThrow('a bug');
    expect(records).toEqual([]);
  });

  it('while the run is stopped is not recorded', async () => {
    const abort = new AbortController();
    const { tools } = createTools();
    const deploy = () => {
      abort.abort(new Error('enough'));
      return Promise.reject(new TrialBroken('it was stopped'));
    };
    const { listener, records, retries } = createListener();
    const stopped = { ...tools, target: { ...tools.target, deploy } };
    await expect(runTrials(COURSE, orderOf, [], stopped, listener, abort.signal)).rejects.toThrow('enough');
    expect([records, retries]).toEqual([[], []]);
  });
});

function createListener() {
  const records: TrialRecord[] = [];
  const told: number[] = [];
  const retries: string[] = [];
  const listener = {
    started: (_trial: unknown, _course: unknown, msLeft: number) => void told.push(msLeft),
    retrying: ({ number }: { readonly number: number }, reason: string) => void retries.push(`${number}: ${reason}`),
    ended: async (record: TrialRecord) => void records.push(record),
  };
  return { listener, records, told, retries };
}

/** A target that says these of its usage one after another, and a generator that only notes what it was asked for, or breaks. */
function createTools(usages: (Usage | null)[] = []) {
  const orders: LoadOrder[] = [];
  const left = [...usages];
  const reasons = new Map<number, string[]>();
  let brokenModel = '';
  const target: Target = {
    name: 'fake',
    cores: null,
    prepare: async () => undefined,
    deploy: async ({ model }, signal) => {
      signal.throwIfAborted();
      if (model === brokenModel) throw new TrialBroken('it does not start');
      return { baseUrl: '', slots: { wait: 2, cpu: 2 }, cores: 2, usage: async () => left.shift() ?? null };
    },
    close: async () => undefined,
  };
  const generator: Generator = {
    name: 'fake',
    run: async (order) => {
      const reason = reasons.get(order.labels!.trial)?.shift();
      if (reason !== undefined) throw new TrialBroken(reason);
      orders.push(order);
      order.onWindow?.('open');
      order.onWindow?.('close');
      return {} as Measurement;
    },
    close: async () => undefined,
  };
  return {
    tools: { target, generator },
    orders,
    breakAt: (trial: number, ...why: string[]) => reasons.set(trial, why),
    breakDeploys: (model: string) => (brokenModel = model),
  };
}
