import { describe, expect, it } from '@jest/globals';
import { metric, startService, until } from './support/service.js';

describe.each([1, 2])('a blocking service whose %i processes are all held', (workers) => {
  it('answers on its admin port all the while, and shows what it is held by', async () => {
    await using service = await startService('blocking', { WORKERS: String(workers) });
    const held = Array.from({ length: workers }, () => fetch(`${service.url}/blocking/sleep?ms=4000`));
    let isHeld = true;
    void Promise.race(held).then(() => (isHeld = false));

    await until(async () => (await metric(service, 'fleetlab_run_in_flight{model="blocking"}')) === workers || !isHeld);
    for (const path of ['livez', 'readyz', 'metrics']) {
      const answer = await fetch(`${service.adminUrl}/${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
      await answer.text();
    }
    expect(isHeld).toBe(true);
    for (const answer of await Promise.all(held)) expect(answer.status).toBe(200);
  });
});
