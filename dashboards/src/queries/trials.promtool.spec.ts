import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, describe } from '@jest/globals';
import { stringify } from 'yaml';
import { substitute } from '../replay.js';
import { TRIAL_PREDICTED_THROUGHPUT, TRIAL_SLOTS, TRIAL_THROUGHPUT, TRIAL_VALID } from './metrics.js';
import { bestThroughput, predictedOfBest } from './trials.js';

const VALUES = { experiment: 'scale', run: '.*', workload: 'sleep', __range: '1h' };

interface Trial {
  readonly trial: number;
  /** `monday`, unless another is said. */
  readonly run?: string;
  readonly model?: string;
  readonly replicas?: number;
  readonly threads?: number | '';
  readonly slots: number | null;
  readonly throughput: number;
  readonly predicted: number | null;
  /** True, unless it is said not to be. */
  readonly isValid?: boolean;
}

/** Trials as they are pushed: a sample each. */
function series({ slots, throughput, predicted, isValid = true, ...factors }: Trial) {
  const labels = {
    experiment: 'scale',
    run: 'monday',
    model: 'threaded',
    workload: 'sleep 20 ms',
    replicas: 1,
    workers: 1,
    threads: '',
    load: 'closed 16',
    ...factors,
  };
  const text = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const values = {
    [TRIAL_THROUGHPUT]: throughput,
    [TRIAL_PREDICTED_THROUGHPUT]: predicted,
    [TRIAL_SLOTS]: slots,
    [TRIAL_VALID]: isValid ? 1 : 0,
  };
  return Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({ series: `${name}{${text.join(',')}}`, values: `${value}` }));
}

/** @param expected values by the labels in which the curves differ; of Monday's run, unless they name another */
async function expectCurve(expr: string, trials: readonly Trial[], expected: Record<string, number>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'trials-'));
  try {
    const file = join(folder, 'test.yaml');
    const exp_samples = Object.entries(expected).map(([labels, value]) => ({
      labels: `{${labels.includes('run=') ? labels : `${labels},run="monday"`},workload="sleep 20 ms"}`,
      value,
    }));
    const test = {
      interval: '1m',
      input_series: trials.flatMap(series),
      promql_expr_test: [{ expr: substitute(expr, VALUES), eval_time: '30m', exp_samples }],
    };
    writeFileSync(file, stringify({ tests: [test] }));
    await promisify(execFile)('promtool', ['test', 'rules', file]).catch(
      (error: { stdout: string; stderr: string }) => {
        throw new Error(error.stdout + error.stderr);
      },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const byThreads: Trial[] = [
  { trial: 1, threads: 1, slots: 1, throughput: 48, predicted: 50 },
  { trial: 2, threads: 1, slots: 1, throughput: 50, predicted: 50 },
  { trial: 3, threads: 4, slots: 4, throughput: 190, predicted: 200 },
];

describe('the curves of an experiment', () => {
  it('go through the mean of the trials of a setting', async () => {
    await expectCurve(bestThroughput('threads'), byThreads, {
      'model="threaded",threads="1"': 49,
      'model="threaded",threads="4"': 190,
    });
    await expectCurve(predictedOfBest('threads'), byThreads, {
      'model="threaded",threads="1"': 50,
      'model="threaded",threads="4"': 200,
    });
  });

  it('have slots on their axis, though they are a value and no label', async () => {
    const trials: Trial[] = [
      ...byThreads,
      { trial: 4, replicas: 4, threads: 1, slots: 4, throughput: 195, predicted: 199 },
    ];
    await expectCurve(bestThroughput('slots'), trials, {
      'model="threaded",slots="1"': 49,
      'model="threaded",slots="4"': 195,
    });
    await expectCurve(predictedOfBest('slots'), trials, {
      'model="threaded",slots="1"': 50,
      'model="threaded",slots="4"': 199,
    });
  });

  it('leave out a model that has not the factor, and predict nothing where nothing was', async () => {
    const trials: Trial[] = [
      { trial: 1, model: 'blocking', slots: 1, throughput: 49, predicted: 50 },
      { trial: 2, model: 'async', slots: null, throughput: 700, predicted: null },
    ];
    await expectCurve(bestThroughput('threads'), trials, {});
    await expectCurve(bestThroughput('slots'), trials, { 'model="blocking",slots="1"': 49 });
    await expectCurve(bestThroughput('replicas'), trials, {
      'model="blocking",replicas="1"': 49,
      'model="async",replicas="1"': 700,
    });
    await expectCurve(predictedOfBest('replicas'), trials, { 'model="blocking",replicas="1"': 50 });
  });

  it('have no point of a trial that is not valid, however much it measured or was predicted', async () => {
    const trials: Trial[] = [
      ...byThreads,
      { trial: 4, threads: 1, slots: 1, throughput: 900, predicted: 950, isValid: false },
      { trial: 5, threads: 4, replicas: 2, slots: 8, throughput: 999, predicted: 400, isValid: false },
      { trial: 6, threads: 8, slots: 8, throughput: 999, predicted: 400, isValid: false },
    ];
    await expectCurve(bestThroughput('threads'), trials, {
      'model="threaded",threads="1"': 49,
      'model="threaded",threads="4"': 190,
    });
    await expectCurve(predictedOfBest('threads'), trials, {
      'model="threaded",threads="1"': 50,
      'model="threaded",threads="4"': 200,
    });
    await expectCurve(bestThroughput('slots'), trials, {
      'model="threaded",slots="1"': 49,
      'model="threaded",slots="4"': 190,
    });
  });

  it('are empty where no trial is valid', async () => {
    const trials = byThreads.map((trial) => ({ ...trial, isValid: false }));
    await expectCurve(bestThroughput('slots'), trials, {});
    await expectCurve(predictedOfBest('slots'), trials, {});
  });

  it('are kept apart by run, though two runs of an experiment number their trials alike', async () => {
    const trials: Trial[] = [
      { trial: 1, threads: 4, slots: 4, throughput: 190, predicted: 200 },
      { trial: 1, run: 'tuesday', threads: 4, slots: 4, throughput: 120, predicted: 130 },
      { trial: 2, run: 'tuesday', threads: 4, slots: 4, throughput: 999, predicted: 130, isValid: false },
    ];
    const values = (monday: number, tuesday: number, factor: string) => ({
      [`model="threaded",${factor}="4",run="monday"`]: monday,
      [`model="threaded",${factor}="4",run="tuesday"`]: tuesday,
    });
    await expectCurve(bestThroughput('threads'), trials, values(190, 120, 'threads'));
    await expectCurve(predictedOfBest('slots'), trials, values(200, 130, 'slots'));
  });

  it('are seen to differ from what they are not', async () => {
    await expect(
      expectCurve(bestThroughput('threads'), byThreads, { 'model="threaded",threads="1"': 1 }),
    ).rejects.toThrow('FAILED');
  });
});
