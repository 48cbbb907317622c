import type { Environment } from './summary.js';

/** How many cores the services had: those of the process that ran the experiment, unless they ran somewhere else. */
export function serviceCores({ serviceCores, cores }: Pick<Environment, 'serviceCores' | 'cores'>): number {
  return serviceCores ?? cores;
}
