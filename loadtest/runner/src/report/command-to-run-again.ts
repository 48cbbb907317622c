import { earlierTarget } from '../results/earlier-target.js';
import type { Environment, Summary } from '../results/summary.js';

/** `k6 job grafana/k6:1.8.1 x 2`: where it ran in a cluster, its image, and how many there were. */
const K6_IN_A_CLUSTER = /^k6 (job|testrun) (\S+)(?: x (\d+))?$/;
/** A context of that name is nobody's: it stands for the rights of the pod in which a run went on. */
const OWN_POD = 'inClusterContext';

/** A command that measures the same once more. What no results tell, the addresses of an ingress, is left to be filled in. */
export function commandToRunAgain({ environment, seed }: Pick<Summary, 'environment' | 'seed'>): string {
  const words = ['npx fleetlab run experiment.yaml', `--seed ${seed}`];
  return [...words, ...targetOptions(environment), ...generatorOptions(environment)].join(' ');
}

function targetOptions({ target }: Environment): string[] {
  const { target: kind, url, context, namespace, release } = earlierTarget(target);
  switch (kind) {
    case 'url':
      return [`--target url --url ${url}`];
    case 'kubernetes': {
      const where = [`--release ${release}`, `--namespace ${namespace}`];
      if (context !== OWN_POD) where.push(`--context ${context}`);
      return ['--target kubernetes', ...where, '[--url <origin>]'];
    }
    default:
      return [];
  }
}

function generatorOptions({ target, generator }: Environment): string[] {
  if (!generator.startsWith('k6 ')) return [];
  const [, way, image, parallelism] = K6_IN_A_CLUSTER.exec(generator) ?? [];
  if (way === undefined) return ['--generator k6', ...(target.startsWith('kubernetes ') ? ['--k6 local'] : [])];
  const shared = parallelism === undefined ? [] : [`--parallelism ${parallelism}`];
  return [`--generator k6 --k6 ${way} --k6-image ${image}`, ...shared, '[--url-in-cluster <origin>]'];
}
