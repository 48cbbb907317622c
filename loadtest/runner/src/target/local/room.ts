import type { Shape } from '../../experiment/plan.js';

/** What a Node process with a service in it takes, threads included, rounded up. */
const MIB_PER_PROCESS = 130;
/** Of the memory that is free when the lab starts, the share that services may fill; the rest is for their work and for others. */
const SHARE_OF_FREE_MEMORY = 0.5;

/** How many service processes may be up at a time. */
export function processesThatFit(freeBytes = process.availableMemory()): number {
  return Math.floor((freeBytes * SHARE_OF_FREE_MEMORY) / (MIB_PER_PROCESS * 2 ** 20));
}

/** How many processes a shape is, at most: whether async will use its threads or its child processes is not known here. */
export function processesOf({ model, replicas, workers, threads }: Shape): number {
  if (model === 'queue') return 1 + replicas * workers;
  const childProcesses = model === 'async' ? (threads ?? 0) : 0;
  const primary = workers > 1 ? 1 : 0;
  return replicas * (primary + workers * (1 + childProcesses));
}
