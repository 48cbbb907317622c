import { beforeAll, describe, expect, it } from '@jest/globals';
import pMap from 'p-map';
import { figure } from '../../support/figure.js';
import { ask, MODELS } from '../../support/fleet.js';
import { atRate } from '../../support/load.js';
import { type ObservedFleet, SPREAD } from '../../support/observed-fleet.js';
import { until } from '../../support/until.js';

const REQUESTS = 1000;
const CLIENTS = 8;
const RATE = 40;

/** Of a pod whose worker was killed. */
const NEVER_BACK = [
  'http_server_request_duration_seconds_count',
  'fleetlab_response_duration_seconds_bucket',
  'fleetlab_run_duration_seconds_sum',
  'fleetlab_cpu_periods_total',
  'fleetlab_worker_restarts_total',
];

export function describeCounts(fleet: ObservedFleet): void {
  describe('what is counted', () => {
    beforeAll(() => fleet.release.apply(SPREAD));

    /** The sum of a counter over the pods that are there now: what earlier pods counted is still stored. */
    const sum = async (component: string, counter: string, labels: string) => {
      const pods = (await fleet.release.readyPods(component)).join('|');
      return fleet.prometheus.number(`sum(${counter}{pod=~"${pods}",${labels}})`);
    };

    it.each(MODELS)('of %s is the same for the client, the answers and the runs', async (model) => {
      const run = `model="${model}",workload="sleep"`;
      const families: Readonly<Record<string, () => Promise<number>>> = {
        answers: () => sum(model, 'http_server_request_duration_seconds_count', `http_route="/${model}/:workload"`),
        responses: () => sum(model, 'fleetlab_response_duration_seconds_count', run),
        runs: () => sum(model, 'fleetlab_run_duration_seconds_count', run),
        ...(model === 'queue' && {
          'runs of the workers': () => sum('queue-worker', 'fleetlab_queue_run_seconds_count', 'workload="sleep"'),
        }),
      };
      const countAll = async () =>
        Object.fromEntries(
          await pMap(Object.entries(families), async ([name, count]) => [name, await count()] as const),
        );

      const before = await countAll();
      const path = `/${model}/sleep?ms=5${model === 'queue' ? '&wait=30000' : ''}`;
      const statuses = await pMap(Array(REQUESTS).keys(), async () => (await ask(path)).status, {
        concurrency: CLIENTS,
      });
      expect(statuses.filter((status) => status !== 200)).toEqual([]);

      const expected = Object.fromEntries(Object.keys(families).map((name) => [name, REQUESTS]));
      let counted: Record<string, number> = {};
      await until('all are counted', async () => {
        const now = await countAll();
        counted = Object.fromEntries(Object.entries(now).map(([name, count]) => [name, count - before[name]!]));
        return Object.values(counted).every((count) => count >= REQUESTS);
      }).catch(() => undefined);
      figure(`${REQUESTS} requests to ${model} are counted as`, JSON.stringify(counted));
      expect(counted).toEqual(expected);
    });

    it('loses a second of a killed worker at most, and never goes back', async () => {
      const pod = await fleet.release.pod('threaded');
      const pods = (await fleet.release.readyPods('threaded')).join('|');
      const counter = `fleetlab_run_duration_seconds_count{pod=~"${pods}",workload="sleep",outcome="ok"}`;
      const before = await fleet.prometheus.number(`sum(${counter})`);
      const load = atRate(RATE, { model: 'threaded', name: 'sleep', params: { ms: 20 }, seconds: 10 });
      await until(
        'the load is under way',
        async () => (await fleet.prometheus.number(`sum(${counter})`)) > before + RATE,
      );
      await fleet.release.kubectl.node(pod, KILL_A_WORKER);
      const { requests } = await load;
      await until('the last are counted', async () => {
        const [first, second] = [await fleet.prometheus.number(`sum(${counter})`), await settledSum()];
        return first === second;
      });
      const missing = requests.ok - ((await fleet.prometheus.number(`sum(${counter})`)) - before);
      figure('runs that no counter has after a worker was killed', missing);
      figure('requests that the kill failed', requests.failed);
      expect(missing).toBeLessThanOrEqual(RATE);
      for (const total of NEVER_BACK) {
        const resets = await fleet.prometheus.query(`max(resets(${total}{pod="${pod}"}[1m]))`);
        expect([total, ...resets.map(({ value }) => value)]).toEqual([total, 0]);
      }

      async function settledSum(): Promise<number> {
        const scrapedAt = await fleet.prometheus.number(`min(timestamp(${counter}))`);
        await until('it is scraped again', async () => {
          const again = await fleet.prometheus.number(`min(timestamp(${counter}))`);
          return again > scrapedAt;
        });
        return fleet.prometheus.number(`sum(${counter})`);
      }
    });

    it('is answered in under 100 ms while every blocking worker is held', async () => {
      const holding = pMap(Array(8).keys(), () => ask('/blocking/sleep?ms=4000'));
      const pod = await fleet.release.pod('blocking');
      const took = await until('both workers of a pod are held', async () => {
        const { inFlight, ms } = JSON.parse(await fleet.release.kubectl.node(pod, SCRAPE)) as {
          inFlight: number;
          ms: number;
        };
        return inFlight >= 2 && ms;
      });
      figure('a scrape while the workers are held, ms', took);
      expect(took).toBeLessThan(100);
      await holding;
    });
  });
}

/** Of the pre-forked workers of a pod the newest: any child of the first process. */
const KILL_A_WORKER = `
  import { readdirSync, readFileSync } from 'node:fs';
  const parentOf = (pid) => Number(/^PPid:\\s+(\\d+)/m.exec(readFileSync('/proc/' + pid + '/status', 'utf8'))?.[1]);
  const children = readdirSync('/proc').filter((name) => /^\\d+$/.test(name) && parentOf(name) === 1);
  process.kill(Number(children.at(-1)), 'SIGKILL');
`;

/** As Prometheus scrapes it, from beside it: the time is the service's own, not that of loading what fetches. */
const SCRAPE = `
  await fetch('http://127.0.0.1:9090/livez');
  const began = performance.now();
  const text = await (await fetch('http://127.0.0.1:9090/metrics')).text();
  const ms = performance.now() - began;
  const inFlight = Number(/^fleetlab_run_in_flight\\{.*\\} (\\d+)/m.exec(text)?.[1]);
  console.log(JSON.stringify({ inFlight, ms }));
`;
