import { describe, expect, it } from '@jest/globals';
import { metric, startService, until, type Service } from './support/service.js';

const STALL_MS = 1500;

interface Timing {
  readonly startedAt: number;
  readonly finishedAt: number;
}

async function run(service: Service, path: string, ms: number): Promise<Timing> {
  const answer = await fetch(`${service.url}${path}ms=${ms}`);
  return ((await answer.json()) as { timing: Timing }).timing;
}

describe('when one of ten requests stalls', () => {
  it.each([
    ['threaded', '/threaded/sleep?'],
    ['async', '/async/sleep?via=thread&'],
    ['async', '/async/sleep?'],
  ])('the other nine do not wait for it on %s%s', async (name, path) => {
    await using service = await startService(name, { THREADS: '10' });
    await run(service, path, 0);
    const [stalled, ...others] = await Promise.all(
      [STALL_MS, 20, 20, 20, 20, 20, 20, 20, 20, 20].map((ms) => run(service, path, ms)),
    );
    for (const other of others) expect(other.finishedAt).toBeLessThan(stalled!.finishedAt);
  });

  it('those behind it wait the whole stall where a blocking call holds the event loop', async () => {
    await using service = await startService('async');
    const path = '/async/sleep?via=blocking&';
    const stalled = run(service, path, STALL_MS);
    await until(async () => (await metric(service, 'fleetlab_run_in_flight{model="async"}')) === 1);
    const behind = await Promise.all(Array.from({ length: 5 }, () => run(service, path, 20)));
    const { finishedAt } = await stalled;
    for (const { startedAt } of behind) expect(startedAt).toBeGreaterThanOrEqual(finishedAt);
  });
});
