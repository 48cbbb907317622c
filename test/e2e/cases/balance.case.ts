import { describe, expect, it } from '@jest/globals';
import pMap from 'p-map';
import { figure } from '../support/figure.js';
import { ask } from '../support/fleet.js';
import { withClients } from '../support/load.js';
import type { Release } from '../support/release.js';

const REQUESTS = 300;
const CLIENTS = 10;
const SLEEP_MS = 100;
const THREADS = 4;
const LEAST_ATTAINED = 0.9;

export function describeBalance(release: Release): void {
  describe('replicas', () => {
    it.each([1, 2, 3])('%i of them sleep as many times faster as they have slots', async (replicas) => {
      await release.apply({ 'services.threaded.replicas': replicas, 'services.threaded.threads': THREADS });
      const slots = replicas * THREADS;
      const { requests, throughputPerS } = await withClients(4 * slots, SLEEP_MS, {
        model: 'threaded',
        name: 'sleep',
        params: { ms: SLEEP_MS },
        warmupMs: 2000,
        seconds: 8,
      });
      const attained = throughputPerS! / ((slots * 1000) / SLEEP_MS);
      figure(`sleep ${SLEEP_MS} ms on ${replicas} x ${THREADS} slots, attained`, attained);
      expect(requests.failures).toEqual({});
      expect(attained).toBeGreaterThanOrEqual(LEAST_ATTAINED);
    });

    it(`each of three serves 80 to 120 of ${REQUESTS} requests`, async () => {
      expect(await release.readyPods('threaded')).toHaveLength(3);
      const served = new Map<string, number>();
      const send = async () => {
        const { status, body } = await ask('/threaded/noop');
        expect(status).toBe(200);
        const { pod } = body.service!;
        served.set(pod, (served.get(pod) ?? 0) + 1);
      };
      await pMap(Array(REQUESTS).keys(), send, { concurrency: CLIENTS });
      figure(`${REQUESTS} requests by pod`, [...served.values()].join(' '));
      expect([...served.keys()].sort()).toEqual([...(await release.readyPods('threaded'))].sort());
      expect([...served.values()].every((count) => count >= 80 && count <= 120)).toBe(true);
    });
  });
}
