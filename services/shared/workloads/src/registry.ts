import { compute } from './compute.js';
import { factorial } from './factorial.js';
import { memory } from './memory.js';
import { mixed } from './mixed.js';
import { noop } from './noop.js';
import { request } from './request.js';
import { sleep } from './sleep.js';
import { steps } from './steps.js';
import type { Workload } from './workload.js';

export type WorkloadRegistry = ReadonlyMap<string, Workload>;

/** Each takes parameters of its own type; seen from outside they take what their own schema has parsed. */
const all = [
  sleep,
  request,
  compute,
  memory,
  factorial,
  steps,
  mixed,
  noop,
] as readonly unknown[] as readonly Workload[];

/** Every workload by its name, in the order of the documentation. */
export const workloads: WorkloadRegistry = new Map(all.map((workload) => [workload.name, workload]));

/** @throws where there is none of that name: for callers that got the name from a validated request */
export function workloadNamed(name: string): Workload {
  const workload = workloads.get(name);
  if (!workload)
    throw new Error(`There is no workload "${name}": expected one of ${[...workloads.keys()].join(', ')}.`);
  return workload;
}
