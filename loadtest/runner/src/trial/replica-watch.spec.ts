import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { ReplicaWatch } from './replica-watch.js';

const SERIES = [0, 1, 2, 3].map((second) => ({ second, ok: 1, failed: 0, p95Ms: 1, replicas: null }));

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('replicas are asked for once a second, and a second without an answer has those of the one before', async () => {
  const answers = [1, null, new Error('not now'), 3];
  const replicas = () => {
    const answer = answers.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? null);
  };
  const watch = new ReplicaWatch({ replicas });
  watch.open();
  await jest.advanceTimersByTimeAsync(3_500);
  await watch.close();
  await jest.advanceTimersByTimeAsync(5_000);
  expect(answers).toEqual([]);
  expect(watch.fill(SERIES, 1).map((sample) => sample.replicas)).toEqual([1, 1, 1, 3]);
});

it('replicas that do not change are those of the shape', async () => {
  const watch = new ReplicaWatch({});
  watch.open();
  await watch.close();
  expect(watch.fill(SERIES, 2).map((sample) => sample.replicas)).toEqual([2, 2, 2, 2]);
});
