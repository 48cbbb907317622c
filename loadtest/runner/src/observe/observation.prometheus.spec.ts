import { setTimeout } from 'node:timers/promises';
import { startFleet, type Fleet } from '@fleetlab/local';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPrometheus, type Prometheus } from '../../fixtures/prometheus.js';
import { observationOf } from './observation.js';

const POLL_MS = 50;

interface Targets {
  readonly activeTargets: { health: string; lastError: string; labels: Record<string, string> }[];
}

const messages: string[] = [];
let fleet: Fleet;
let prometheus: Prometheus;
beforeAll(async () => {
  const upstream = { faultRate: 0, jitterMs: 0, status: 503 };
  fleet = await startFleet({ upstream, onEvent: (message) => messages.push(message) });
  const shape = { replicas: 1, workers: 1, threads: 1 };
  const group = await fleet.open([
    { model: 'async', ...shape, replicas: 2 },
    { model: 'queue', ...shape },
  ]);
  const { config, command } = observationOf(fleet.services, group.url).prometheus;
  const options = command.split(' ').filter((word) => word.startsWith('--web.enable') || word.startsWith('--enable'));
  expect(options).toHaveLength(2);
  prometheus = await startPrometheus(config.replaceAll(/\b5s\b/g, '200ms'), options);
});
afterAll(async () => {
  await prometheus?.close();
  await fleet?.stop();
});

describe('a real Prometheus with the configuration that is printed', () => {
  const PODS = ['async-0', 'async-1', 'queue-0', 'queue-worker-0', 'upstream-0'];

  it('scrapes every process of the fleet', async () => {
    expect(await untilScraped(({ health }) => health === 'up')).toEqual(PODS);
  });

  it('goes on with a service that was killed and started again', async () => {
    const killed = fleet.services.find(({ model }) => model === 'async')!;
    process.kill(killed.pid, 'SIGKILL');
    await untilScraped(({ health }) => health === 'up', PODS.length - 1);
    expect(await untilScraped(({ health }) => health === 'up')).toEqual(PODS);
    expect(fleet.services.map(({ adminUrl }) => adminUrl)).toContain(killed.adminUrl);
    expect(fleet.services.map(({ pid }) => pid)).not.toContain(killed.pid);
  });

  /** The pods of the targets in this state, as soon as they are so many. */
  async function untilScraped(
    isMeant: (target: Targets['activeTargets'][number]) => boolean,
    count = PODS.length,
  ): Promise<string[]> {
    for (;;) {
      const { activeTargets } = await prometheus.ask<Targets>('targets', { state: 'active' });
      const pods = activeTargets.filter(isMeant).map(({ labels }) => labels.pod!);
      if (pods.length === count) return pods.sort();
      await setTimeout(POLL_MS);
    }
  }
});
