import type { StalledRequest, WeightedWork, Work } from '../../experiment/plan.js';
import { seededRandom } from '@fleetlab/workloads';
import type { LoadOrder } from '../generator.js';
import { expectedAnswer } from './expected-answer.js';

/** One request to be sent, and what its answer must say. */
export interface Call {
  readonly path: string;
  /** As it comes out of JSON. */
  readonly expected: unknown;
}

/** Right answers are worked out before the load: with this many seeds a heavy tail shows, and it takes no time to speak of. */
const SEEDS_OF_MIXED_WORK = 200;

type Target = Pick<LoadOrder, 'path' | 'query'>;

/** Gives the next request of a load each time it is called; the same order for the same seed. */
export function createCalls({ work, seed, ...target }: Target & Pick<LoadOrder, 'work' | 'seed'>): () => Call {
  const random = seededRandom(seed);
  const parts = partsOf(work).map((part) => ({ weight: part.weight, calls: callsOf(part, target) }));
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return () => {
    const { calls } = parts.length === 1 ? parts[0]! : pickByWeight(parts, random() * total);
    return calls.length === 1 ? calls[0]! : calls[Math.floor(random() * calls.length)]!;
  };
}

/** The one request of a burst that takes longer. */
export function createStalledCall(
  { work, ...target }: Target & { readonly work: Work },
  stalled: StalledRequest,
): Call {
  const [part] = partsOf(work);
  return callOf({ ...part!, params: { ...part!.params, ...stalled.params } }, target);
}

function partsOf(work: Work): readonly WeightedWork[] {
  return work.kind === 'mix' ? work.parts : [{ ...work, weight: 1 }];
}

/** All variants of a piece of work: one, unless a seed decides what is done. */
function callsOf(part: WeightedWork, target: Target): Call[] {
  const { seed } = part.params;
  if (seed === undefined) return [callOf(part, target)];
  return Array.from({ length: SEEDS_OF_MIXED_WORK }, (_, index) =>
    callOf({ ...part, params: { ...part.params, seed: (seed + index) % 2 ** 32 } }, target),
  );
}

function callOf({ name, params }: WeightedWork, { path, query }: Target): Call {
  const search = new URLSearchParams(query);
  for (const [parameter, value] of Object.entries(params)) search.set(parameter, String(value));
  return {
    path: `${path}/${name}${search.size > 0 ? `?${search}` : ''}`,
    expected: expectedAnswer(name, params),
  };
}

function pickByWeight<T extends { readonly weight: number }>(parts: readonly T[], point: number): T {
  let passed = 0;
  return parts.find(({ weight }) => (passed += weight) > point) ?? parts.at(-1)!;
}
