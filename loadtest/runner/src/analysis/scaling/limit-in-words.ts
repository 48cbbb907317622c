import { count, duration, exact, percent, ratio, figure, span } from '../../results/figure.js';
import type { Limit } from '../../results/scaling.js';

/** Share of the cores that services which have used them up must have got. */
const LEAST_OWN = 0.75;

/**
 * `, because the 2 cores are used up (1.9 busy)`: what follows a claim that more did not pay.
 *
 * @param limits of one kind, one for each series that the claim is made of
 */
export function explainLimits(limits: readonly (Limit | null)[]): string {
  const known = limits.filter((limit) => limit !== null);
  const [first] = known;
  return first ? wordsFor(first, known) : '; nothing that was measured explains it';
}

function wordsFor(first: Limit, all: readonly Limit[]): string {
  switch (first.by) {
    case 'cores': {
      const used = of(first.by, all).flatMap((limit) => limit.used ?? []);
      return `, because the ${count(first.cores, 'core')} ${first.cores === 1 ? 'is' : 'are'} used up${busy(used, first.cores)}`;
    }
    case 'throttling': {
      const shares = of(first.by, all).map(({ share }) => share);
      return `, because its CPU limit held it back in ${span(shares, percent)} of the scheduler's periods`;
    }
    case 'clients': {
      const clients = of(first.by, all).map((limit) => limit.clients);
      const words = clients.every((each) => each === 1) ? '1 client' : `${span(clients, exact)} clients`;
      return `, because ${words} cannot use more`;
    }
    case 'rate':
      return ', because no more requests arrive';
    case 'slots':
      return ', and all slots were in use';
    case 'upstream': {
      const limits = of(first.by, all);
      const now = span(
        limits.map(({ nowMs }) => nowMs),
        duration,
      );
      const before = span(
        limits.map(({ beforeMs }) => beforeMs),
        duration,
      );
      return `, because what it calls slowed down: ${now} a request, and ${before} before`;
    }
    case 'broker': {
      const used = of(first.by, all).map((limit) => limit.used);
      return `, because the way through the queue takes the time: jobs waited, and ${span(used, ratio)} of the slots were in use`;
    }
    case 'generator': {
      const shares = of(first.by, all).map(({ utilization }) => utilization);
      return `, maybe because the generator had little time left: it was busy ${span(shares, ratio)} of it`;
    }
    default:
      return first satisfies never;
  }
}

/** Cores that are used up and not by the services are used by others: the reader should know that before anything is set. */
function busy(used: readonly number[], cores: number): string {
  if (used.length === 0) return '';
  const isOwn = Math.min(...used) >= LEAST_OWN * cores;
  return isOwn ? ` (${span(used, figure)} busy)` : ` (by others too: the services got ${span(used, figure)} of them)`;
}

function of<By extends Limit['by']>(by: By, limits: readonly Limit[]): Extract<Limit, { by: By }>[] {
  return limits.filter((limit): limit is Extract<Limit, { by: By }> => limit.by === by);
}
