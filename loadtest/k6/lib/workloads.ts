import { checksumOf, factorialOf, primesBelow } from './right-results.ts';
import { mixedResult } from './mixed-result.ts';

export type Params = Readonly<Record<string, number>>;

interface Workload {
  /** All there are, and what they are where nobody says; these are sent too, so that the answer is known. */
  readonly params: Params;
  /** The right result, as it comes out of JSON. */
  readonly answer: (params: Params) => unknown;
  /** How long it is asked to take; 0 where the CPU decides. */
  readonly requestedMs: (params: Params) => number;
}

const none = () => 0;
const ms = (params: Params) => params.ms!;

const workloads = {
  sleep: { params: { ms: 100 }, answer: ms, requestedMs: ms },
  request: { params: { ms: 100 }, answer: ms, requestedMs: ms },
  compute: { params: { n: 300_000 }, answer: ({ n }) => primesBelow(n!), requestedMs: none },
  memory: { params: { mib: 8 }, answer: ({ mib }) => checksumOf(mib!), requestedMs: none },
  factorial: { params: { n: 20 }, answer: ({ n }) => factorialOf(n!), requestedMs: none },
  steps: { params: { n: 5, ms: 1000 }, answer: ({ n }) => n, requestedMs: (params) => params.n! * params.ms! },
  mixed: {
    params: { seed: 1, ms: 100, n: 30_000 },
    answer: ({ seed, ms, n }) => mixedResult({ seed: seed!, ms: ms!, n: n! }),
    requestedMs: ms,
  },
  noop: { params: {}, answer: () => null, requestedMs: none },
} satisfies Record<string, Workload>;

export type WorkloadName = keyof typeof workloads;
export const WORKLOADS = Object.keys(workloads) as readonly WorkloadName[];

export function workloadNamed(name: WorkloadName): Workload {
  return workloads[name];
}
