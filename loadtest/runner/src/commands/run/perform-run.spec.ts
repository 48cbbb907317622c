import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Generator, Measurement } from '../../generator/generator.js';
import type { RunListener } from '../../push/run-push.js';
import type { ResultsFolder } from '../../results/results-folder.js';
import type { Target } from '../../target/target.js';
import { UsageError } from '../../usage-error.js';
import { TrialBroken } from '../../trial/trial-broken.js';
import { lockNameOf } from '../../results/run-lock.js';
import { performRun } from './perform-run.js';
import { ProgressDisplay } from './progress-display.js';
import { newSession, resumedSession } from './run-session.js';

const never = new AbortController().signal;
let root: string;
let file: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'fleetlab-run-'));
  file = join(root, 'sleeps.yaml');
  await appendFile(file, EXPERIMENT);
});
afterEach(() => rm(root, { recursive: true }));

const EXPERIMENT = `name: sleeps
question: Does it go on where it stopped?
matrix:
  model: [blocking, threaded]
  workload: [{ sleep: { ms: 20 } }]
  threads: [1, 4]
  load: [{ closed: { perSlot: 4 } }]
trial: { repeat: 2 }
`;

describe('a run', () => {
  it('leaves the experiment, its plan and a line for each trial, and nothing running', async () => {
    const { tools, events } = createTools();
    const folder = await performRun(await newSession(file, 3), tools, () => undefined, never);
    expect((await folder.readTrials()).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await folder.readExperiment()).toBe(EXPERIMENT);
    expect((await folder.readPlan()).plan.seed).toBe(3);
    expect((await folder.readPlan()).calibrations).toHaveLength(3);
    expect(await folder.readEnvironment()).toMatchObject({ target: 'fake', generator: 'fake' });
    expect(events.slice(-2)).toEqual(['target closed', 'generator closed']);
  });

  it('that is stopped before it measured anything leaves no folder, and nothing running', async () => {
    const { tools, events } = createTools();
    const running = performRun(
      await newSession(file),
      tools,
      () => events.push('folder'),
      AbortSignal.abort(new Error('enough')),
    );
    await expect(running).rejects.toThrow('enough');
    expect(events).toEqual(['target closed', 'generator closed']);
  });

  it('that was stopped goes on where it stopped, with the same plan, whatever the crash did to the last line', async () => {
    const abort = new AbortController();
    const first = createTools((run) => run === 3 && abort.abort(new Error('enough')));
    let folder: ResultsFolder | undefined;
    await expect(
      performRun(await newSession(file), first.tools, (created) => (folder = created), abort.signal),
    ).rejects.toThrow('enough');
    const trials = join(folder!.path, 'trials.jsonl');
    await appendFile(trials, '{"number":3,"round":1,"cel');

    const session = await resumedSession(folder!.path);
    const second = createTools();
    const resumed = await performRun(session, second.tools, () => undefined, never);
    expect(resumed.path).toBe(folder!.path);
    expect((await resumed.readTrials()).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await readFile(trials, 'utf8')).trimEnd().split('\n')).toHaveLength(6);
    const planned = (await resumed.readPlan()).plan.trials.slice(2).map(({ cell }) => cell.id);
    expect((await resumed.readTrials()).slice(2).map(({ cell }) => cell)).toEqual(planned);
    expect(second.events.filter((event) => event === 'load')).toHaveLength(4);
  });

  it('cannot be resumed while it is in progress, and leaves no lock when it ends', async () => {
    const { tools, events } = createTools();
    let path = '';
    let refusal: unknown;
    const generator: Generator = {
      ...tools.generator,
      run: async (order, signal) => {
        refusal ??= await resume(path).catch((error: unknown) => error);
        return tools.generator.run(order, signal);
      },
    };
    const resume = async (of: string) =>
      performRun(await resumedSession(of), createTools().tools, () => events.push('resumed'), never);
    const onFolder = (folder: ResultsFolder) => (path = folder.path);
    await performRun(await newSession(file), { ...tools, generator }, onFolder, never);
    expect(refusal).toBeInstanceOf(UsageError);
    expect((refusal as Error).message).toContain(`This run is in progress (pid ${process.pid})`);
    expect(events).not.toContain('resumed');
    expect(await readdir(path)).not.toContain(await lockNameOf(process.pid));
  });

  it('closes everything where the services cannot be stopped, and tells of what failed first', async () => {
    const { tools, events } = createTools((run) => run === 2 && abort.abort(new Error('enough')));
    const abort = new AbortController();
    const target = { ...tools.target, close: () => Promise.reject(new Error('it will not stop')) };
    const run = async (signal: AbortSignal) =>
      performRun(await newSession(file), { ...tools, target }, () => undefined, signal);
    await expect(run(abort.signal)).rejects.toThrow('enough');
    await expect(run(never)).rejects.toThrow('it will not stop');
    expect(events.filter((event) => event === 'generator closed')).toHaveLength(2);
  });

  it('says what could not be put back, also where it failed itself', async () => {
    const { tools } = createTools(() => {
      throw new Error('The API server cannot be reached.');
    });
    const sentence = 'The release is not as it was yet: fleetlab restore puts it back.';
    const target = { ...tools.target, close: () => Promise.reject(new Error(sentence)) };
    const running = performRun(await newSession(file), { ...tools, target }, () => undefined, never);
    await expect(running).rejects.toThrow(`The API server cannot be reached.\n${sentence}`);
  });

  it('ends where what it measures is no longer its own, and keeps the trials before', async () => {
    const abort = new AbortController();
    const { tools } = createTools((run) => run === 3 && abort.abort(new Error('another run has it')));
    const target = { ...tools.target, lost: abort.signal };
    let folder: ResultsFolder | undefined;
    const running = performRun(await newSession(file), { ...tools, target }, (created) => (folder = created), never);
    await expect(running).rejects.toThrow('another run has it');
    expect(await folder!.readTrials()).toHaveLength(2);
  });

  it('that is resumed looks again at settings that could not be had, and leaves the others as they were', async () => {
    const abort = new AbortController();
    const first = createTools((run) => run === 1 && abort.abort(new Error('enough')));
    const broken: Target = {
      ...first.tools.target,
      deploy: async (shape, signal) => {
        if (shape.threads === 4) throw new TrialBroken('No node has room.');
        return first.tools.target.deploy(shape, signal);
      },
    };
    let path = '';
    const onFolder = (folder: ResultsFolder) => (path = folder.path);
    const running = performRun(await newSession(file, 4), { ...first.tools, target: broken }, onFolder, abort.signal);
    await expect(running).rejects.toThrow('enough');
    const session = await resumedSession(path);
    const before = session.earlier!.calibrations;
    expect(before.filter((calibration) => calibration.broken)).toHaveLength(1);
    const folder = await performRun(session, createTools().tools, () => undefined, never);
    const { calibrations } = await folder.readPlan();
    expect(calibrations.filter((calibration) => calibration.broken)).toEqual([]);
    expect(calibrations.filter((_, index) => !before[index]!.broken)).toEqual(
      before.filter((calibration) => !calibration.broken),
    );
  });

  it('is told of while it goes on: its beginning, each trial once it is kept, and its end, also of one that is stopped', async () => {
    const { tools, events } = createTools((run) => run === 3 && abort.abort(new Error('enough')));
    const abort = new AbortController();
    let path = '';
    const push: RunListener = {
      begin: ({ run, plan }) => events.push(`begun ${run === basename(path)} ${plan.trials.length}`),
      trialEnded: ({ number }) => events.push(`trial ${number}`),
      end: async () => void events.push('ended'),
    };
    const onFolder = (folder: ResultsFolder) => (path = folder.path);
    const running = performRun(await newSession(file), { ...tools, push }, onFolder, abort.signal);
    await expect(running).rejects.toThrow('enough');
    expect(events.filter((event) => event !== 'load')).toEqual([
      'begun true 6',
      'trial 1',
      'trial 2',
      'target closed',
      'generator closed',
      'ended',
    ]);
  });

  it('that has ended has nothing left to run', async () => {
    const { path } = await performRun(await newSession(file), createTools().tools, () => undefined, never);
    const { tools, events } = createTools();
    await performRun(await resumedSession(path), tools, () => undefined, never);
    expect(events).toEqual([]);
  });
});

/** @param onLoad told with each load how many there were */
function createTools(onLoad: (run: number) => unknown = () => undefined) {
  const events: string[] = [];
  const note = (event: string) => async () => void events.push(event);
  let loads = 0;
  const target: Target = {
    name: 'fake',
    cores: null,
    prepare: async (_, signal) => signal.throwIfAborted(),
    deploy: async ({ threads }) => ({
      baseUrl: '',
      slots: { wait: threads ?? 1, cpu: 1 },
      cores: 1,
      usage: async () => null,
    }),
    close: note('target closed'),
  };
  const generator: Generator = {
    name: 'fake',
    run: async (_, signal) => {
      events.push('load');
      onLoad(++loads);
      signal.throwIfAborted();
      return { histograms: {} } as Measurement;
    },
    close: note('generator closed'),
  };
  const display = new ProgressDisplay({ write: () => true });
  return { tools: { target, generator, display, root, push: null }, events };
}
