import { count, exact } from '../results/figure.js';
import { earlierTarget } from '../results/earlier-target.js';
import type { Summary } from '../results/summary.js';
import { commandToRunAgain } from './command-to-run-again.js';

/** What a result depends on and how to get it again: a name and a value a line. */
export function listProvenance(summary: Summary): readonly (readonly [name: string, value: string])[] {
  const { environment, startedAt, finishedAt, seed, cells, trials } = summary;
  return [
    ['measured', `${readableTime(startedAt)} to ${readableTime(finishedAt)}`],
    [
      'trials',
      `${exact(trials)} of ${count(cells.length, 'cell')}, ${
        summary.searches.length > 0
          ? 'each chosen by what those before it found'
          : `in whole rounds, each in another order (seed ${seed})`
      }`,
    ],
    ...summary.retried.map(
      ({ number, cell, after }) => [`trial ${number} run again`, `${cell}: ${after.join('; ')}`] as const,
    ),
    [
      'cores',
      `${exact(environment.cores)} that this process may use (affinity and cgroup limit), ${environment.cpuModel}`,
    ],
    ['memory', `${exact(environment.memoryMiB)} MiB`],
    ['system', environment.os],
    [
      'versions',
      `fleetlab ${environment.fleetlab} (commit ${environment.commit ?? 'unknown'}), Node ${environment.node}`,
    ],
    ['services ran on', describeServices(summary)],
    ['load came from', environment.generator],
    ['run it again', `${commandToRunAgain(summary)}, in the folder of this report`],
  ];
}

/** Elsewhere they say themselves how many cores they have; what they use of them is seen on a cluster, by their pods' counters. */
function describeServices({ environment: { target, serviceCores }, cells }: Summary): string {
  if (earlierTarget(target).target === 'local') return target;
  const cores =
    serviceCores == null ? '' : `, with ${count(Math.round(serviceCores * 100) / 100, 'core')} as they say themselves`;
  const isUsageSeen = cells.some(({ cpuMsPerRequest, rssMiB }) => cpuMsPerRequest !== null || rssMiB !== null);
  return `${target}${cores}; CPU time and memory ${isUsageSeen ? 'by their own counters' : 'are not seen from outside'}`;
}

/** `2026-11-21 09:00:00 UTC`. */
function readableTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
