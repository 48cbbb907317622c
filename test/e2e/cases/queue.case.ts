import { describe, expect, it } from '@jest/globals';
import pMap from 'p-map';
import { figure, timed } from '../support/figure.js';
import { ask } from '../support/fleet.js';
import { jobIn, order, sendOrders } from '../support/jobs.js';
import type { Release } from '../support/release.js';
import { until } from '../support/until.js';

const JOBS = 2000;
const CLIENTS = 8;
const LONG_MS = 20_000;
const SETTINGS = { 'services.queue.replicas': 2, 'queueWorker.replicas': 1, 'queueWorker.concurrency': 16 };

export function describeQueue(release: Release): void {
  describe('the queue', () => {
    it('brings a job to its end whose worker is killed twice in the middle of it', async () => {
      await release.apply(SETTINGS);
      const id = await order('long', { workload: 'sleep', params: { ms: LONG_MS } });
      for (const run of [1, 2]) {
        await jobIn(id, ({ state, runs }) => state === 'running' && runs === run);
        await kill(release, 'queue-worker');
      }
      const job = await jobIn(id, ({ state }) => state === 'done', 120_000);
      figure('runs of the job whose worker was killed twice', job.runs!);
      expect(job).toMatchObject({ state: 'done', runs: 3, attempts: 1 });
    });

    it(`ends each of ${JOBS} accepted jobs while workers, API and Redis are killed`, async () => {
      const kills = ['queue-worker', 'queue', 'queue-worker', 'redis', 'queue-worker'];
      const ids: string[] = [];
      const { seconds } = await timed(async () => {
        for (const [round, component] of kills.entries()) {
          const halfway = () => kill(release, component);
          ids.push(...(await sendOrders(`round-${round}`, JOBS / kills.length, { clients: CLIENTS, halfway })));
        }
      });
      figure(`${JOBS} jobs accepted while ${kills.join(', ')} were killed, s`, seconds);
      expect(new Set(ids).size).toBe(JOBS);
      const { seconds: left } = await timed(async () => {
        const endedAs = async (id: string) =>
          (await jobIn(id, ({ state }) => state === 'done' || state === 'failed', 180_000)).state;
        const states = await pMap(ids, endedAs, { concurrency: CLIENTS });
        expect(states.filter((state) => state !== 'done')).toEqual([]);
      });
      figure('and all of them done after, s', left);
    });

    it('says at once that Redis is down, is not ready then, and recovers by itself', async () => {
      const api = await release.pod('queue');
      const redis = (await release.objectOf('statefulset', 'redis')).metadata.name;
      await release.kubectl.run('scale', 'statefulset', redis, '--replicas=0', '--timeout=60s');
      await until('Redis is gone', async () => (await release.pods('redis')).length === 0);
      await until('the API is not ready', async () => (await release.readyPods('queue')).length === 0);
      const { status, code, ms, ready } = JSON.parse(await release.kubectl.node(api, ASK_INSIDE)) as Inside;
      figure('with Redis down, the API answers after, ms', ms);
      expect({ status, code, ready }).toEqual({ status: 503, code: 'QUEUE_UNAVAILABLE', ready: 503 });
      expect(ms).toBeLessThan(1000);

      await release.kubectl.run('scale', 'statefulset', redis, '--replicas=1', '--timeout=60s');
      const { seconds } = await timed(async () => {
        await until('Redis is ready', async () => (await release.readyPods('redis')).length === 1);
        await until('a job is done', async () => (await ask('/queue/noop?wait=5000')).status === 200);
      });
      figure('with Redis started again, a job is done after, s', seconds);
      const restarts = (await release.pods('queue')).flatMap(
        ({ status: { containerStatuses = [] } }) => containerStatuses,
      );
      expect(restarts.map(({ restartCount }) => restartCount)).toEqual([0, 0]);
    });
  });
}

interface Inside {
  readonly status: number;
  readonly code: string;
  readonly ms: number;
  readonly ready: number;
}

/** The ingress sends nothing to a pod that is not ready, so the question is asked in the pod itself. */
const ASK_INSIDE = `
  const began = performance.now();
  const answer = await fetch('http://127.0.0.1:8080/queue/noop');
  const { code } = await answer.json();
  const ms = performance.now() - began;
  const { status: ready } = await fetch('http://127.0.0.1:9090/readyz');
  console.log(JSON.stringify({ status: answer.status, code, ms, ready }));
`;

/** As a node that dies does it: without a word. */
async function kill(release: Release, component: string): Promise<void> {
  await release.kubectl.run('delete', 'pod', await release.pod(component), '--force', '--grace-period=0');
}
