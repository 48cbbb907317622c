import { describe, expect, it } from '@jest/globals';
import { stepRun } from '../../../fixtures/step-run.js';
import { summarise } from '../summarise.js';
import { describeSteps } from './step.finding.js';

const summary = summarise(stepRun());

describe('the finding of a step', () => {
  it('sets fixed replicas against the autoscaler, the soonest first, with what each took and lost', () => {
    expect(describeSteps(summary.cells)).toEqual([
      'when 5/s of compute n=300\u00a0000 rose to 40/s for 30 s, p95 under 500 ms was ' +
        'never broken with threaded (3 replicas x 1 thread) at 180 pod-seconds, ' +
        'kept again after 24 s with threaded (autoscaled 1 to 3 x 1 thread) at 138 pod-seconds and ' +
        'kept again after 38 s, once the rate had fallen, with threaded (1 thread) at 60 pod-seconds and 12 requests lost; ' +
        'the autoscaler took 77\u00a0% of the pod-seconds of 3 fixed replicas',
    ]);
  });

  it('says that nothing was lost where that is so, and that a promise was not kept again', () => {
    const [, fixed] = summary.cells;
    const perTrial = fixed!.recovery!.perTrial.map((trial) => ({ ...trial, brokenAtS: 3, keptUnderLoad: false }));
    const broken = { ...fixed!, recovery: { ...fixed!.recovery!, perTrial } };
    expect(describeSteps([broken])).toEqual([
      expect.stringContaining(
        'was broken and not kept again with threaded (3 replicas x 1 thread) at 180 pod-seconds; no request was lost',
      ),
    ]);
  });

  it('leaves invalid cells out', () => {
    expect(describeSteps(summary.cells.map((cell) => ({ ...cell, verdict: 'invalid' as const })))).toEqual([]);
  });
});

it('a step has no throughput that anybody could set something by', () => {
  expect(summary.advice).toEqual([]);
  expect(summary.cells.map(({ throughput, predictedThroughput }) => [throughput.mean, predictedThroughput])).toEqual(
    summary.cells.map(() => [null, null]),
  );
  expect(summary.cells.map(({ verdict }) => verdict)).toEqual(['valid', 'valid', 'valid']);
});
