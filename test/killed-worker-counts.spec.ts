import { describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import pMap from 'p-map';
import { metric, startService, until, type Service } from './support/service.js';

const REQUESTS = 100;
const CLIENTS = 4;
const SCRAPE_EVERY_MS = 50;

/** Which process answered each request; undefined for one that was lost with its worker. */
async function send({ url }: Service, path: string, onAnswer: (pid: number) => void = () => {}) {
  return pMap(
    Array.from({ length: REQUESTS }),
    async () => {
      try {
        const { service } = (await (await fetch(url + path)).json()) as { service: { pid: number } };
        onAnswer(service.pid);
        return service.pid;
      } catch {
        return undefined;
      }
    },
    { concurrency: CLIENTS },
  );
}

/** All that only ever grows, by series: our own counters and histograms. */
async function counters({ adminUrl }: Service): Promise<ReadonlyMap<string, number>> {
  const lines = (await (await fetch(`${adminUrl}/metrics`)).text()).split('\n');
  const growing = lines.filter((line) => /^(fleetlab|http)_\w+(_total|_bucket|_sum|_count)[{ ]/.test(line));
  return new Map(growing.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

/** When the processes that have pushed were started. */
async function processes({ adminUrl }: Service): Promise<ReadonlySet<string>> {
  const lines = (await (await fetch(`${adminUrl}/metrics`)).text()).split('\n');
  return new Set(lines.filter((line) => line.startsWith('process_start_time_seconds{')));
}

/** Scrapes again and again; what went back from one scrape to the next, or was gone. */
function watch(service: Service): () => Promise<string[]> {
  const wentBack: string[] = [];
  let isOver = false;
  const watching = (async () => {
    let before = await counters(service);
    for (let last = false; !last;) {
      last = isOver;
      await setTimeout(SCRAPE_EVERY_MS);
      const now = await counters(service);
      for (const [series, value] of before) if (!(now.get(series)! >= value)) wentBack.push(`${series} ${value}`);
      before = now;
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return wentBack;
  };
}

describe.each(['blocking', 'async'])('a worker of %s that is killed', (model) => {
  it('takes no more with it than what it had not yet said, and no counter goes back', async () => {
    await using service = await startService(model, { WORKERS: '2', LOG_LEVEL: 'silent' });
    const done = `fleetlab_run_duration_seconds_count{model="${model}",workload="sleep",outcome="ok"}`;
    const path = `/${model}/sleep?ms=2`;
    const stop = watch(service);
    const [victim] = await send(service, path);
    await until(async () => (await metric(service, done)) === REQUESTS);

    const before = await processes(service);
    let left = 20;
    const answers = await send(service, path, (pid) => {
      if (pid === victim && --left === 0) process.kill(pid, 'SIGKILL');
    });
    expect(left).toBeLessThanOrEqual(0);
    const answered = answers.filter((pid) => pid !== undefined).length;
    const unsaid = answers.filter((pid) => pid === victim).length;
    await until(async () => (await metric(service, `fleetlab_worker_restarts_total{model="${model}"}`)) === 1);
    await until(async () => (await metric(service, done))! >= REQUESTS + answered - unsaid);
    expect(await metric(service, done)).toBeLessThanOrEqual(2 * REQUESTS);

    // And the next one in its place counts on: what it pushes must not take the place of what the dead one counted.
    await until(async () => [...(await processes(service))].some((started) => !before.has(started)));
    const counted = (await metric(service, done))!;
    await send(service, path);
    await until(async () => (await metric(service, done))! >= counted + REQUESTS);
    expect(await stop()).toEqual([]);
  });
});
