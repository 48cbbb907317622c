import { describe, expect, it } from '@jest/globals';
import { TrialBroken } from '../../trial/trial-broken.js';
import type { LoadOrder } from '../generator.js';
import { createK6Generator } from './k6.generator.js';
import type { RunningK6 } from './k6-way.js';
import { InstanceLog } from './samples/instance-log.js';

const ORDER: LoadOrder = {
  ...{ baseUrl: 'http://a.test', path: '/threaded', query: {} },
  work: { kind: 'single', name: 'sleep', params: { ms: 1 } },
  load: { kind: 'closed', concurrency: 1, thinkTimeMs: null },
  ...{ clients: 1, spreadMs: 0, warmupMs: 0, durationMs: 20, seed: 1 },
};

/** A k6 that has said all and cannot be taken away. */
async function runWith(ended: (log: InstanceLog) => Promise<void>) {
  const notes: string[] = [];
  const log = new InstanceLog('k6');
  const running: RunningK6 = {
    logs: [log],
    ended: ended(log),
    cpu: () => Promise.resolve([null]),
    stop: () => Promise.reject(new Error('The API server cannot be reached.')),
  };
  const way = { name: 'k6', start: () => Promise.resolve(running), close: () => Promise.resolve() };
  const outcome = createK6Generator(way, (note) => notes.push(note)).run(ORDER, new AbortController().signal);
  const [result] = await Promise.allSettled([outcome]);
  expect(notes).toEqual(['What k6 left could not be taken away yet: The API server cannot be reached.']);
  return result;
}

describe('k6 that cannot be taken away', () => {
  it('has measured what it has measured; that its CPU was not seen is said', async () => {
    const measured = await runWith((log) => {
      log.add(`h ${Date.now()} 0`);
      log.add('s 0 0 2 0 1 0 1 7 1 0 -');
      log.add('e 1 0');
      return new Promise((resolve) => setTimeout(resolve, 40));
    });
    expect(measured).toMatchObject({
      status: 'fulfilled',
      value: { requests: { ok: 1 }, generator: { loopUtilization: null } },
    });
  });

  it('does not hide what went wrong before', async () => {
    const broken = await runWith(() => Promise.reject(new TrialBroken('k6 was killed.')));
    expect(broken).toMatchObject({ status: 'rejected', reason: { message: 'k6 was killed.' } });
  });
});
