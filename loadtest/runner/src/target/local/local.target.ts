import { availableParallelism } from 'node:os';
import { startFleet, type Fleet, type FleetOptions } from '@fleetlab/local';
import type { Cell, Shape } from '../../experiment/plan.js';
import { shapesOf } from '../../experiment/shapes-of.js';
import { refuseKubernetesFactors } from '../kubernetes-only.js';
import { readSlots } from '../read-slots.js';
import type { Deployment, Target } from '../target.js';
import { processesThatFit } from './room.js';
import { ShapePool } from './shape-pool.js';
import { readUsage } from './usage.js';

const NO_FAULTS: FleetOptions['upstream'] = { faultRate: 0, jitterMs: 0, status: 503 };

/** The embedded fleet on this machine. */
export class LocalTarget implements Target {
  readonly name = 'local';
  readonly cores = null;
  readonly #onEvent: FleetOptions['onEvent'];
  readonly #cores = availableParallelism();
  #fleet: Fleet | undefined;
  #shapes: ShapePool | undefined;

  /** @param onEvent told in words what happens to services, and what they complain of */
  constructor(onEvent: FleetOptions['onEvent']) {
    this.#onEvent = onEvent;
  }

  async prepare(cells: readonly Cell[], signal: AbortSignal): Promise<void> {
    refuseKubernetesFactors(cells, 'the fleet on this machine has no pods to set it for');
    const room = processesThatFit();
    this.#fleet = await startFleet({
      upstream: NO_FAULTS,
      // A forgotten MAX_QUEUE would change what is measured, and no report would say so.
      inheritSettings: false,
      onEvent: this.#onEvent,
      onLog: this.#onEvent,
      signal,
    });
    this.#shapes = new ShapePool(this.#fleet, room);
    await this.#shapes.fill(shapesOf(cells), signal);
  }

  async deploy(shape: Shape, signal: AbortSignal): Promise<Deployment> {
    if (!this.#shapes) throw new Error('prepare comes before deploy.');
    const group = await this.#shapes.take(shape, signal);
    return {
      baseUrl: group.url,
      slots: await readSlots(group.url, shape, this.#cores, signal),
      cores: this.#cores,
      usage: () => readUsage(group.services.map(({ pid }) => pid)),
    };
  }

  async close(): Promise<void> {
    await this.#fleet?.stop();
  }
}
