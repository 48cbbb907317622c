import type { Fleet, FleetOptions } from '../fleet.types.js';
import { startFleetOf } from '../fleet.js';
import type { ServiceMains } from '../service-mains.js';
import { fixtureMains } from './mains.js';
import { Messages } from './messages.fixture.js';

const fleets: Fleet[] = [];

export interface TestFleet {
  readonly fleet: Fleet;
  readonly events: Messages;
  readonly logs: Messages;
}

/** A fleet of fixtures; some of its programs can be replaced. */
export async function startTestFleet(
  mains: Partial<ServiceMains> = {},
  options: Partial<FleetOptions> = {},
): Promise<TestFleet> {
  const [events, logs] = [new Messages(), new Messages()];
  const fleet = await startFleetOf(
    { ...fixtureMains, ...mains },
    {
      upstream: { faultRate: 0, jitterMs: 0, status: 503 },
      onEvent: events.tell,
      onLog: logs.tell,
      ...options,
    },
  );
  fleets.push(fleet);
  return { fleet, events, logs };
}

export async function stopTestFleets(): Promise<void> {
  await Promise.all(fleets.splice(0).map((fleet) => fleet.stop()));
}

/** What a fixture service answers. */
export interface FixtureAnswer {
  readonly pid: number;
  readonly settings: Readonly<Record<string, string>>;
}

export async function ask(url: string): Promise<FixtureAnswer> {
  return (await (await fetch(url)).json()) as FixtureAnswer;
}
