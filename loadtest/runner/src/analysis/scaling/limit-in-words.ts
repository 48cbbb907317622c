import { count, duration, exact, percent, ratio, figure, span } from '../../results/figure.js';
import type { Limit } from '../../results/scaling.js';
import { MOSTLY } from './limit.js';

/** `, because the 2 cores are used up (1.9 busy)`: follows a claim that more did not pay, of series with the same kind of limit. */
export function because(limits: readonly (Limit | null)[]): string {
  const [first] = limits;
  if (!first) return '; nothing that was measured explains it';
  return `, ${first.by === 'generator' ? 'maybe ' : ''}because ${clauseFor(first, limits)}`;
}

/** `; there all slots were in use`: follows what the largest setting did; empty where nothing is known to hold it. */
export function cameUpAgainst(limits: readonly (Limit | null)[]): string {
  const [first] = limits;
  return first ? `; there ${clauseFor(first, limits)}` : '';
}

function clauseFor(first: Limit, limits: readonly (Limit | null)[]): string {
  switch (first.by) {
    case 'cores': {
      const used = of(first.by, limits).flatMap((limit) => limit.used ?? []);
      return `the ${count(first.cores, 'core')} ${first.cores === 1 ? 'is' : 'are'} used up${busy(used, first.cores)}`;
    }
    case 'throttling': {
      const shares = of(first.by, limits).map(({ share }) => share);
      return `its CPU limit held it back in ${span(shares, percent)} of the scheduler's periods`;
    }
    case 'clients': {
      const clients = of(first.by, limits).map((limit) => limit.clients);
      return `${clients.every((each) => each === 1) ? '1 client' : `${span(clients, exact)} clients`} cannot use more`;
    }
    case 'rate':
      return 'no more requests arrive';
    case 'slots':
      return 'all slots were in use';
    case 'upstream': {
      const own = of(first.by, limits);
      const [now, before] = [own.map(({ nowMs }) => nowMs), own.map(({ beforeMs }) => beforeMs)];
      return `what it calls slowed down: ${span(now, duration)} a request, and ${span(before, duration)} before`;
    }
    case 'broker': {
      const used = of(first.by, limits).map((limit) => limit.used);
      return `the way through the queue takes the time: jobs waited, and ${span(used, ratio)} of the slots were in use`;
    }
    case 'generator': {
      const shares = of(first.by, limits).map(({ utilization }) => utilization);
      return `the generator had little time left: it was busy ${span(shares, ratio)} of it`;
    }
    default:
      return first satisfies never;
  }
}

/** Cores that others used, too, are told apart: the reader should know that before anything is set. */
function busy(used: readonly number[], cores: number): string {
  if (used.length === 0) return '';
  const isOwn = Math.min(...used) >= MOSTLY * cores;
  return isOwn ? ` (${span(used, figure)} busy)` : ` (by others too: the services got ${span(used, figure)} of them)`;
}

function of<By extends Limit['by']>(by: By, limits: readonly (Limit | null)[]): Extract<Limit, { by: By }>[] {
  return limits.filter((limit): limit is Extract<Limit, { by: By }> => limit?.by === by);
}
