import type { FleetGroup, ServiceInfo, ServiceShape } from '@fleetlab/local';
import { describe, expect, it } from '@jest/globals';
import type { Shape } from '../../experiment/plan.js';
import { ShapePool } from './shape-pool.js';

const signal = new AbortController().signal;
const [ONE, TWO, THREE] = [1, 2, 3].map((replicas): Shape => ({
  model: 'blocking',
  replicas,
  workers: 1,
  threads: null,
}));

describe('the pool of shapes', () => {
  it('starts all at once where there is room for all', async () => {
    const { fleet, events } = createFleet();
    await new ShapePool(fleet, 6).fill([ONE!, TWO!, THREE!], signal);
    expect(events).toEqual(['open 1', 'open 2', 'open 3']);
  });

  it('starts none ahead where there is not', async () => {
    const { fleet, events } = createFleet();
    await new ShapePool(fleet, 5).fill([ONE!, TWO!, THREE!], signal);
    expect(events).toEqual([]);
  });

  it('keeps a shape up for the next time', async () => {
    const { fleet, events } = createFleet();
    const pool = new ShapePool(fleet, 6);
    const first = await pool.take(TWO!, signal);
    expect(await pool.take(TWO!, signal)).toBe(first);
    expect(events).toEqual(['open 2']);
  });

  it('closes what has been idle for longest when there is no room, and no more than it has to', async () => {
    const { fleet, events } = createFleet();
    const pool = new ShapePool(fleet, 5);
    await pool.take(ONE!, signal);
    await pool.take(TWO!, signal);
    await pool.take(ONE!, signal);
    await pool.take(THREE!, signal);
    expect(events).toEqual(['open 1', 'open 2', 'close 2', 'open 3']);
  });

  it('gives a shape that needs more than there is all the room', async () => {
    const { fleet, events } = createFleet();
    const pool = new ShapePool(fleet, 2);
    await pool.take(ONE!, signal);
    await pool.take(THREE!, signal);
    expect(events).toEqual(['open 1', 'close 1', 'open 3']);
  });

  it('waits for a service that is being started again', async () => {
    const { fleet, services } = createFleet();
    const pool = new ShapePool(fleet, 6);
    await pool.take(ONE!, signal);
    const crashed = services.pop()!;
    let isTaken = false;
    const taken = pool.take(ONE!, signal).then(() => (isTaken = true));
    await Promise.resolve();
    expect(isTaken).toBe(false);
    services.push(crashed);
    await taken;
  });

  it('stops waiting when told', async () => {
    const { fleet, services } = createFleet();
    const pool = new ShapePool(fleet, 6);
    await pool.take(ONE!, signal);
    services.pop();
    await expect(pool.take(ONE!, AbortSignal.abort())).rejects.toThrow(/aborted/);
  });
});

/** Groups that only say that they were opened and closed. */
function createFleet() {
  const events: string[] = [];
  const services = [{ model: 'blocking', role: 'service', pid: 1, url: '', adminUrl: '' }] as ServiceInfo[];
  const open = async ([shape]: readonly ServiceShape[]): Promise<FleetGroup> => {
    const { replicas } = shape!;
    events.push(`open ${replicas}`);
    return { url: '', services, close: async () => void events.push(`close ${replicas}`) };
  };
  return { fleet: { open }, events, services };
}
