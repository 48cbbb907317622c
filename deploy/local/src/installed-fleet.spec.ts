import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startFleet } from './fleet.js';
import type { Fleet, FleetGroup, ServiceShape } from './fleet.types.js';
import { Messages } from './test-fixtures/messages.fixture.js';
import { processesMarked } from './test-fixtures/processes.fixture.js';

const MODELS = ['blocking', 'threaded', 'async', 'queue'] as const;
const MARK = `installed-fleet-spec-${process.pid}`;

const events = new Messages();
let fleet: Fleet;
let group: FleetGroup;

beforeAll(async () => {
  process.env.FLEETLAB_MARK = MARK;
  fleet = await startFleet({ upstream: { faultRate: 0, jitterMs: 0, status: 503 }, onEvent: events.tell });
  group = await fleet.open(MODELS.map((model): ServiceShape => ({ model, replicas: 1, workers: 2, threads: 1 })));
});

afterAll(() => fleet.stop());

async function run(model: string, path: string): Promise<unknown> {
  const wait = model === 'queue' ? '&wait=30000' : '';
  return (await fetch(`${group.url}/${model}/${path}${wait}`)).json();
}

describe('the fleet of the installed services', () => {
  it.each(MODELS)('has %s work', async (model) => {
    expect(await run(model, 'factorial?n=25')).toMatchObject({ model, result: '15511210043330985984000000' });
  });

  it.each(MODELS)('has %s call the upstream', async (model) => {
    expect(await run(model, 'request?ms=1')).toMatchObject({ model, result: 1 });
  });

  it.each(['api', 'worker', 'service'])('gets over the kill of its first %s', async (role) => {
    const { pid, model } = group.services.find((service) => service.role === role)!;
    const all = group.services.length;
    process.kill(pid, 'SIGKILL');
    await events.first(new RegExp(`\\(pid ${pid}\\) ended with SIGKILL`));
    while (group.services.length < all) await new Promise(setImmediate);
    expect(await run(model, 'factorial?n=5')).toMatchObject({ model, result: '120' });
  });

  it('leaves nothing behind when it stops', async () => {
    await fleet.stop();
    expect(await processesMarked(MARK)).toEqual([]);
  });
});
