import type { z } from 'zod';
import { hasThreads, viasOf } from './model-factors.js';
import type { Model, Load, Via } from './plan.js';
import type { Searched } from './search.js';

/** The parts of an experiment file that a search has to do with. */
interface File {
  readonly matrix: {
    readonly model: readonly Model[];
    readonly via: readonly Via[];
    readonly replicas: readonly number[];
    readonly workers: readonly number[];
    readonly threads: readonly number[];
    readonly load?: readonly Load[];
  };
  readonly trial: { readonly pair: boolean };
  readonly slo?: object;
  readonly search?: { readonly over: Searched; readonly from?: number; readonly to?: number };
}

const OF_RATES = ['from', 'to', 'step', 'arrivals'] as const;

/** What a search needs of the rest of the file, and the rest of a search. */
export function checkSearch(file: File, context: z.core.$RefinementCtx): void {
  const problem = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
  const { matrix, search } = file;
  if (search?.over === 'rate') checkRates(file, problem);
  else if (!matrix.load)
    problem(['matrix', 'load'], 'found nothing; allowed: a list of loads, or a search over: rate.');
  if (!search) return;
  if (!hasBound(file.slo))
    problem(['slo'], 'found nothing to search by; allowed: what is promised, such as { p95: 300ms }.');
  if (file.trial.pair)
    problem(['trial', 'pair'], 'found true with a search; allowed: false, a search repeats what it finds.');
  if (search.over === 'rate') return;
  for (const key of OF_RATES.filter((key) => key in search))
    problem(
      ['search', key],
      `found it in a search over ${search.over}; allowed: over: rate, for others try the list in the matrix.`,
    );
  checkFactor(search.over, matrix, problem);
}

type Problem = (path: string[], message: string) => void;

function checkRates({ matrix, search }: File, problem: Problem): void {
  if (matrix.load)
    problem(['matrix', 'load'], 'found a list with a search over: rate; allowed: nothing, the search makes the loads.');
  const { from, to } = search!;
  for (const [key, value] of Object.entries({ from, to }))
    if (value === undefined) problem(['search', key], 'found nothing; allowed: a number from 0.1 to 100000.');
  if (from !== undefined && to !== undefined && from >= to)
    problem(['search', 'to'], 'found no more than from; allowed: a higher rate.');
}

function checkFactor(over: Exclude<Searched, 'rate'>, matrix: File['matrix'], problem: Problem): void {
  if (over === 'concurrency') {
    const isFixed = (load: Load) => load.kind === 'closed' && typeof load.concurrency === 'number';
    if (!matrix.load?.every(isFixed))
      problem(
        ['matrix', 'load'],
        'found loads that are not closed ones with a concurrency; allowed in a search over it: those.',
      );
    if ((matrix.load?.length ?? 0) < 2)
      problem(['matrix', 'load'], 'found nothing to search; allowed: two loads or more.');
    return;
  }
  if (matrix[over].length < 2) problem(['matrix', over], `found nothing to search; allowed: two values or more.`);
  if (over !== 'threads') return;
  const without = matrix.model.find((model) => viasOf(model, matrix).some((via) => !hasThreads(model, via)));
  if (without)
    problem(
      ['matrix', 'model'],
      `found ${without}, which has no threads, in a search over them; allowed: models that have.`,
    );
}

function hasBound(slo: object | undefined): boolean {
  return Object.values(slo ?? {}).some((value) => value !== null && value !== undefined);
}
