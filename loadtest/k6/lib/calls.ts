import { SharedArray } from 'k6/data';
import { queryOf } from './params.ts';
import type { Target } from './target.ts';
import { workloadNamed } from './workloads.ts';

/** One request to be sent, and what its answer must say. */
export interface Call {
  /** What its samples are named by: no query, so that there are few. */
  readonly name: string;
  readonly path: string;
  /** As it comes out of JSON. */
  readonly expected: unknown;
}

/** As many as the embedded generator has: a heavy tail shows with them. */
const SEEDS_OF_MIXED_WORK = 200;

/** The calls of a load, to be made in turn. Right answers are worked out once, before the load, and not by each VU. */
export function callsOf(target: Target): (iteration: number) => Call {
  const calls = new SharedArray('calls', () => variantsOf(target).map(callOf));
  const [only] = calls;
  return (iteration) => (calls.length === 1 ? only! : calls[iteration % calls.length]!);
}

export function callOf({ model, workload, params, modelQuery }: Target): Call {
  const query = queryOf({ ...modelQuery, ...params });
  return {
    name: `/${model}/${workload}`,
    path: `/${model}/${workload}${query === '' ? '' : `?${query}`}`,
    expected: workloadNamed(workload).answer(params),
  };
}

/** One, unless a seed decides what is done. */
function variantsOf(target: Target): Target[] {
  const { seed } = target.params;
  if (seed === undefined) return [target];
  return Array.from({ length: SEEDS_OF_MIXED_WORK }, (_, index) => {
    return { ...target, params: { ...target.params, seed: (seed + index) % 2 ** 32 } };
  });
}
