import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { valuesByName } from '../../fixtures/decode-write-request.js';
import { GOOD_CELL, goodTrial } from '../../fixtures/good-evidence.js';
import { startWriteReceiver, type WriteReceiver } from '../../fixtures/write-receiver.js';
import { EXPERIMENT_RUNNING, TRIAL_THROUGHPUT, TRIAL_VALID } from './metric-names.js';
import { RemoteWrite } from './remote-write.js';
import { RunPush, type PushedRun } from './run-push.js';

const SAMPLES_OF_A_TRIAL = 9;
const PUSHED: PushedRun = {
  experiment: { name: 'quick', slo: null },
  plan: { cells: [GOOD_CELL], trials: [], seed: 1 },
  calibrations: [{ cell: GOOD_CELL.id, slots: 4, serviceMs: 20, fastestMs: 20, source: 'requested' }],
  run: '20261121T091500Z-quick',
};

let receiver: WriteReceiver;
let notes: string[];
let push: RunPush;
beforeEach(async () => {
  receiver = await startWriteReceiver();
  notes = [];
  push = new RunPush(new RemoteWrite(receiver.url), (message) => notes.push(message));
});
afterEach(async () => {
  jest.useRealTimers();
  await push.end();
  await receiver.close();
});

describe('a run that is pushed', () => {
  it('is running at its start, has each trial as it ends, and is no longer running at its end', async () => {
    push.begin(PUSHED);
    await untilReceived(1);
    push.trialEnded(goodTrial());
    await push.end();
    expect(notes).toEqual([`${SAMPLES_OF_A_TRIAL + 1} samples pushed to ${receiver.url}.`]);
    expect(valuesByName(receiver.received[0]!.series)).toEqual({ [EXPERIMENT_RUNNING]: 1 });
    expect(valuesByName(receiver.received.flatMap(({ series }) => series))).toMatchObject({
      [TRIAL_THROUGHPUT]: 199.8,
      [TRIAL_VALID]: 1,
      [EXPERIMENT_RUNNING]: 0,
    });
    expect(receiver.received[0]!.series[0]!.labels).toEqual([
      ['__name__', EXPERIMENT_RUNNING],
      ['experiment', 'quick'],
      ['run', '20261121T091500Z-quick'],
    ]);
    expect(receiver.received[0]!.headers).toMatchObject({
      'content-encoding': 'snappy',
      'content-type': 'application/x-protobuf',
      'x-prometheus-remote-write-version': '0.1.0',
    });
  });

  it('says every fifteen seconds that it goes on', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
    push.begin(PUSHED);
    await untilReceived(1);
    jest.advanceTimersByTime(15_000);
    await untilReceived(2);
    jest.useRealTimers();
    await push.end();
    const values = receiver.received.flatMap(({ series }) => series.map(({ samples }) => samples[0]!.value));
    expect(values).toEqual([1, 1, 0]);
  });

  it('sends again what did not arrive, and tells once that it failed and once that it works', async () => {
    receiver.status = 503;
    push.begin(PUSHED);
    push.trialEnded(goodTrial({ number: 1 }));
    await untilReceived(2);
    receiver.status = 204;
    push.trialEnded(goodTrial({ number: 2 }));
    await push.end();
    expect(receiver.received.slice(2).flatMap(({ series }) => series)).toHaveLength(2 * SAMPLES_OF_A_TRIAL + 1);
    expect(notes).toEqual([
      expect.stringMatching(/^Pushing metrics to http:.*write fails: it answered 503 no room\. The run goes on/),
      expect.stringMatching(/works again\.$/),
      `${2 * SAMPLES_OF_A_TRIAL + 1} samples pushed to ${receiver.url}.`,
    ]);
  });

  it('says at its end how much did not arrive where nobody listens', async () => {
    await receiver.close();
    push.begin(PUSHED);
    push.trialEnded(goodTrial());
    await push.end();
    const all = SAMPLES_OF_A_TRIAL + 1;
    expect(notes).toEqual([
      expect.stringMatching(/fails: ECONNREFUSED\./),
      expect.stringMatching(new RegExp(`^${all} of ${all} samples did not arrive at http:.*: ECONNREFUSED\\.$`)),
    ]);
    receiver = await startWriteReceiver();
  });

  it('does not send again what the server refuses for what it is', async () => {
    receiver.status = 400;
    push.begin(PUSHED);
    push.trialEnded(goodTrial());
    await untilReceived(2);
    receiver.status = 204;
    await push.end();
    expect(receiver.received[2]!.series).toHaveLength(1);
    expect(notes.at(-1)).toMatch(/^9 of 10 samples did not arrive at .*: it answered 400 no room\.$/);
  });

  it.each([404, 405])(
    'says what may be wrong with an address that answers %d, and sends nothing again',
    async (status) => {
      receiver.status = status;
      push.begin(PUSHED);
      push.trialEnded(goodTrial());
      await untilReceived(2);
      receiver.status = 204;
      await push.end();
      expect(receiver.received[2]!.series).toHaveLength(1);
      expect(notes[0]).toMatch(
        new RegExp(
          `answered ${status} no room; .*/api/v1/write .*--web.enable-remote-write-receiver\\? The run goes on\\.$`,
        ),
      );
    },
  );

  it('does not wait for a server that hangs', async () => {
    receiver.status = 0;
    push.begin(PUSHED);
    const before = performance.now();
    await push.end();
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(notes.at(-1)).toMatch(/^1 of 1 samples did not arrive at /);
  });
});

describe('the address of a push', () => {
  it('may carry a name and a password, which are sent and not shown', async () => {
    const secret = new RemoteWrite(receiver.url.replace('//', '//me:p%40ss@'));
    expect(secret.shownUrl).toBe(receiver.url);
    const sample = { name: 'up', labels: {}, value: 1, timestampMs: 1 };
    expect(await secret.write([sample], AbortSignal.timeout(5_000))).toEqual({ state: 'arrived' });
    expect(receiver.received[0]!.headers.authorization).toBe(`Basic ${btoa('me:p@ss')}`);
  });
});

/** @param requests that must have been received, and answered: the next is sent only then */
async function untilReceived(requests: number): Promise<void> {
  while (receiver.received.length < requests) await new Promise((resolve) => setImmediate(resolve));
}
