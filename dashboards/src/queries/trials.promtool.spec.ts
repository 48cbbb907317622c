import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, describe } from '@jest/globals';
import { stringify } from 'yaml';
import { substitute } from '../replay.js';
import { TRIAL_PREDICTED_THROUGHPUT, TRIAL_SLOTS, TRIAL_THROUGHPUT } from './metrics.js';
import { bestThroughput, predictedOfBest } from './trials.js';

const VALUES = { experiment: 'scale', workload: 'sleep', __range: '1h' };

interface Trial {
  readonly trial: number;
  readonly model?: string;
  readonly replicas?: number;
  readonly threads?: number | '';
  readonly slots: number | null;
  readonly throughput: number;
  readonly predicted: number | null;
}

/** Trials as they are pushed: a sample each. */
function series({ slots, throughput, predicted, ...factors }: Trial) {
  const labels = {
    experiment: 'scale',
    run: 'r',
    model: 'threaded',
    workload: 'sleep 20 ms',
    replicas: 1,
    workers: 1,
    threads: '',
    load: 'closed 16',
    ...factors,
  };
  const text = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const values = { [TRIAL_THROUGHPUT]: throughput, [TRIAL_PREDICTED_THROUGHPUT]: predicted, [TRIAL_SLOTS]: slots };
  return Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({ series: `${name}{${text.join(',')}}`, values: `${value}` }));
}

/** @param expected values by the labels in which the curves differ */
async function expectCurve(expr: string, trials: readonly Trial[], expected: Record<string, number>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'trials-'));
  try {
    const file = join(folder, 'test.yaml');
    const exp_samples = Object.entries(expected).map(([labels, value]) => ({
      labels: `{${labels},workload="sleep 20 ms"}`,
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

  it('are seen to differ from what they are not', async () => {
    await expect(
      expectCurve(bestThroughput('threads'), byThreads, { 'model="threaded",threads="1"': 1 }),
    ).rejects.toThrow('FAILED');
  });
});
