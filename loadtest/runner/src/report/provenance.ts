import { count, exact } from '../results/figure.js';
import { earlierTarget } from '../results/earlier-target.js';
import type { Environment, Summary } from '../results/summary.js';

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
    ['services ran on', describeServices(environment)],
    ['load came from', environment.generator],
    [
      'run it again',
      `npx fleetlab run experiment.yaml --seed ${seed}${options(environment)}, in the folder of this report`,
    ],
  ];
}

/** Elsewhere they say themselves how many cores they have; what they use of them is seen on a cluster only. */
function describeServices({ target, serviceCores }: Environment): string {
  if (serviceCores == null) return target;
  const unseen = earlierTarget(target).target === 'url' ? '; CPU time and memory are not seen from outside' : '';
  return `${target}, with ${count(Math.round(serviceCores * 100) / 100, 'core')} as they say themselves${unseen}`;
}

function options({ target, generator }: Environment): string {
  const { target: kind, url, context, namespace, release } = earlierTarget(target);
  const ofK6 = generator.startsWith('k6 ') ? ' --generator k6' : '';
  switch (kind) {
    case 'url':
      return ` --target url --url ${url}${ofK6}`;
    case 'kubernetes':
      return ` --target kubernetes --context ${context} --namespace ${namespace} --release ${release}${ofK6}`;
    default:
      return ofK6;
  }
}

/** `2026-11-21 09:00:00 UTC`. */
function readableTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
