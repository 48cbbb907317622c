import { describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { once } from 'node:events';
import { startService, type Service } from './support/service.js';

const SLOTS = 4;
const MAX_QUEUE = 16;

interface Timing {
  readonly receivedAt: number;
  readonly startedAt: number;
}

async function timingOf(service: Service, ms: number): Promise<Timing> {
  const answer = await fetch(`${service.url}/threaded/sleep?ms=${ms}`);
  return ((await answer.json()) as { timing: Timing }).timing;
}

describe('a pool of 4 threads before which 16 may wait', () => {
  it('lets nobody wait for more than the 16 before him and the 4 that run, and refuses the rest', async () => {
    await using service = await startService('threaded', { THREADS: String(SLOTS), MAX_QUEUE: String(MAX_QUEUE) });
    const answers = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const answer = await fetch(`${service.url}/threaded/sleep?ms=400`);
        return { answer, body: (await answer.json()) as { timing: Timing; code: string } };
      }),
    );
    const accepted = answers.filter(({ answer }) => answer.status === 200).map(({ body }) => body.timing);
    const refused = answers.filter(({ answer }) => answer.status !== 200);
    expect(accepted.length).toBeGreaterThanOrEqual(SLOTS + MAX_QUEUE);
    expect(refused.length).toBeGreaterThan(0);
    for (const { answer, body } of refused) {
      expect([answer.status, body.code]).toEqual([503, 'OVERLOADED']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    for (const { receivedAt, startedAt } of accepted) {
      const before = accepted.filter((other) => other.startedAt > receivedAt && other.startedAt < startedAt);
      expect(before.length).toBeLessThanOrEqual(MAX_QUEUE + SLOTS);
    }
  });

  it('starts them in the order they came, also when some hang up', async () => {
    await using service = await startService('threaded', { THREADS: '1', MAX_QUEUE: '100' });
    const { port } = new URL(service.url);
    const waiting: Promise<Timing>[] = [];
    const leaving: ReturnType<typeof request>[] = [];
    for (let i = 0; i < 20; i++) {
      if (i % 4 === 3) {
        const client = request({ port, path: '/threaded/sleep?ms=20' }).on('error', () => {});
        client.end();
        leaving.push(client);
      } else waiting.push(timingOf(service, 20));
    }
    await Promise.all(leaving.map((client) => (client.socket ? Promise.resolve() : once(client, 'socket'))));
    for (const client of leaving) client.destroy();

    const timings = await Promise.all(waiting);
    const byArrival = timings.toSorted((a, b) => a.receivedAt - b.receivedAt);
    const byStart = timings.toSorted((a, b) => a.startedAt - b.startedAt);
    expect(byStart).toEqual(byArrival);
  });

  it('answers what needs no thread while all are busy', async () => {
    await using service = await startService('threaded', { THREADS: '2' });
    const busy = Array.from({ length: 4 }, () => timingOf(service, 3000));
    let isBusy = true;
    void Promise.race(busy).then(() => (isBusy = false));
    expect((await fetch(`${service.url}/threaded`)).status).toBe(200);
    expect((await fetch(`${service.url}/threaded/sleep?ms=-1`)).status).toBe(400);
    expect(isBusy).toBe(true);
    await Promise.all(busy);
  });
});
