import { setTimeout } from 'node:timers/promises';
import type { Fleet, FleetGroup } from '@fleetlab/local';
import { shapeId } from '../../experiment/cell-id.js';
import type { Shape } from '../../experiment/plan.js';
import { processesOf } from './room.js';

/** A crashed service is started again after a moment, and needs another to get ready. */
const COME_BACK_MS = 30_000;
const POLL_MS = 50;

interface OpenShape {
  readonly group: FleetGroup;
  readonly processes: number;
  /** Services that were ready at first: fewer while one is being started again. */
  readonly services: number;
}

/** A group of services for each shape, kept up as long as there is room for it. */
export class ShapePool {
  readonly #fleet: Pick<Fleet, 'open'>;
  readonly #room: number;
  /** In the order of their last use: the first has been idle for longest. */
  readonly #open = new Map<string, OpenShape>();

  /** @param room how many processes may be up; a shape that needs more gets them alone */
  constructor(fleet: Pick<Fleet, 'open'>, room: number) {
    this.#fleet = fleet;
    this.#room = room;
  }

  /** Starts all shapes at once, if there is room for all; else each starts when it is taken. */
  async fill(shapes: readonly Shape[], signal: AbortSignal): Promise<void> {
    const needed = shapes.reduce((sum, shape) => sum + processesOf(shape), 0);
    if (needed <= this.#room) await Promise.all(shapes.map((shape) => this.#start(shape, signal)));
  }

  /** The group of a shape, with every service of it ready. */
  async take(shape: Shape, signal: AbortSignal): Promise<FleetGroup> {
    const id = shapeId(shape);
    if (!this.#open.has(id)) await this.#makeRoom(processesOf(shape));
    const open = this.#open.get(id) ?? (await this.#start(shape, signal));
    this.#open.delete(id);
    this.#open.set(id, open);
    await untilComplete(id, open, signal);
    return open.group;
  }

  async #start(shape: Shape, signal: AbortSignal): Promise<OpenShape> {
    const group = await this.#fleet.open([{ ...shape, threads: shape.threads ?? 1 }], { signal });
    const open = { group, processes: processesOf(shape), services: group.services.length };
    this.#open.set(shapeId(shape), open);
    return open;
  }

  /** Closes what has been idle for longest, until there is room or nothing is left to close. */
  async #makeRoom(processes: number): Promise<void> {
    for (const [id, { group }] of this.#open) {
      const used = [...this.#open.values()].reduce((sum, open) => sum + open.processes, 0);
      if (used + processes <= this.#room) return;
      await group.close();
      this.#open.delete(id);
    }
  }
}

async function untilComplete(id: string, { group, services }: OpenShape, signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; group.services.length < services; waitedMs += POLL_MS) {
    if (waitedMs >= COME_BACK_MS) {
      throw new Error(
        `${id}: ${group.services.length} of ${services} services are up, and the rest did not come back in ` +
          `${COME_BACK_MS / 1000} s. The lines above say why they ended.`,
      );
    }
    await setTimeout(POLL_MS, undefined, { signal });
  }
}
