import type { Cell } from '../experiment/plan.js';
import type { Deployment, DeploymentSlots } from '../target/target.js';
import { boundOf } from './work-bound.js';

type Deployed = Pick<Deployment, 'slots' | 'cores'>;

/** How many requests of a cell can be worked on at a time; null where nothing bounds them. */
export function slotsOfCell({ shape, via, work }: Pick<Cell, 'shape' | 'via' | 'work'>, deployed: Deployed) {
  const slots = slotsOfVia(shape, via, deployed);
  return boundOf(work) === 'cpu' ? Math.min(slots.cpu, limitOf(shape)) : slots.wait;
}

/** Cores that the CPU limits of all pods together allow. Each worker of the queue is a pod. */
function limitOf({ model, replicas, workers, cpuMillis }: Cell['shape']): number {
  if (cpuMillis === undefined) return Infinity;
  return (replicas * (model === 'queue' ? workers : 1) * cpuMillis) / 1000;
}

/** A service tells the slots of its own way of running; async can be asked for others by each request. */
function slotsOfVia(
  { replicas, workers, threads }: Cell['shape'],
  via: Cell['via'],
  deployed: Deployed,
): DeploymentSlots {
  const processes = replicas * workers;
  switch (via) {
    case null:
    case 'loop':
    case 'sliced':
      return deployed.slots;
    case 'blocking':
      return { wait: processes, cpu: deployed.slots.cpu };
    case 'thread':
    case 'process': {
      const pool = processes * (threads ?? 1);
      return { wait: pool, cpu: Math.min(pool, deployed.cores) };
    }
  }
}
