import { config } from '../../config.js';
import { createEmbeddedGenerator } from '../../generator/embedded/embedded.generator.js';
import type { Generator } from '../../generator/generator.js';
import { createK6Generator } from '../../generator/k6/k6.generator.js';
import type { K6Way } from '../../generator/k6/k6-way.js';
import { archivesFor, findK6, type K6Program, requireK6 } from '../../generator/k6/find-k6.js';
import { LocalK6 } from '../../generator/k6/local/local.way.js';
import { checkCells } from '../../generator/k6/script-for-load.js';
import type { Target } from '../../target/target.js';
import { UsageError } from '../../usage-error.js';
import { earlierGenerator } from './earlier-generator.js';
import { earlierTarget } from '../../results/earlier-target.js';
import type { RunSession } from './run-session.js';

export const K6_WAYS = ['local', 'job', 'testrun'] as const;

/** The version that all of this was tried with. */
export const K6_IMAGE = 'grafana/k6:1.8.1';

export interface GeneratorOptions {
  readonly generator?: 'embedded' | 'k6';
  readonly k6?: (typeof K6_WAYS)[number];
  readonly parallelism?: number;
  readonly k6Image?: string;
}

interface Measured {
  readonly session: Pick<RunSession, 'plan' | 'earlier'>;
  readonly target: Pick<Target, 'name'>;
  readonly onNote: (message: string) => void;
}

/** Options that only k6 has a use for, and those that it has in a cluster only. */
const OF_K6 = { k6: '--k6', parallelism: '--parallelism', k6Image: '--k6-image' } as const;
const OF_K6_IN_A_CLUSTER = { parallelism: '--parallelism', k6Image: '--k6-image' } as const;

/**
 * What puts the load on: what the options say, else for a run that is resumed what did before, else the embedded generator.
 *
 * @throws UsageError where the options contradict each other, or the generator cannot do what a cell asks
 */
export async function chooseGenerator(options: GeneratorOptions, measured: Measured): Promise<Generator> {
  const chosen = await withEarlier(options, measured);
  if (chosen.generator !== 'k6') {
    refuse(chosen, OF_K6, '--generator k6');
    return createEmbeddedGenerator();
  }
  checkCells(measured.session.plan.cells);
  return createK6Generator(await chooseWay(chosen, measured), measured.onNote);
}

async function chooseWay(options: GeneratorOptions, { target, onNote }: Measured): Promise<K6Way> {
  const at = earlierTarget(target.name);
  const isInCluster = at.target === 'kubernetes';
  if (options.k6 === 'local' || !isInCluster) {
    if (options.k6 !== 'local') refuse(options, { ...OF_K6, k6: `--k6 ${options.k6}` }, '--target kubernetes');
    refuse(options, OF_K6_IN_A_CLUSTER, '--k6 job or testrun');
    return new LocalK6(await requireK6(config.PATH));
  }
  // Loaded only here: the client of the API server takes a while, and most runs need none.
  const { connectCluster } = await import('../../kubernetes/cluster.js');
  const { chooseClusterWay } = await import('../../generator/k6/cluster/choose-cluster-way.js');
  const { context, namespace, release } = at;
  const cluster = connectCluster({ context, namespace, onNote });
  const { k6, parallelism = 1, k6Image: image = K6_IMAGE } = options;
  const program = await findArchiver(image, onNote);
  return chooseClusterWay(cluster, k6, { release: release!, image, parallelism, program }, onNote);
}

/** The k6 of this machine, where what it archives is for that of an image. */
async function findArchiver(image: string, onNote: Measured['onNote']): Promise<K6Program | undefined> {
  try {
    const k6 = await findK6(config.PATH);
    return k6 && archivesFor(image, k6) ? k6 : undefined;
  } catch (error) {
    onNote(`${(error as Error).message} The scripts travel as they are.`);
    return undefined;
  }
}

/** What put the load on before, as far as the options do not say another place for it. */
async function withEarlier(given: GeneratorOptions, { session, target }: Measured): Promise<GeneratorOptions> {
  if (given.generator !== undefined || !session.earlier) return given;
  const before = earlierGenerator((await session.earlier.folder.readEnvironment()).generator);
  const isInCluster = earlierTarget(target.name).target === 'kubernetes';
  const isThere = given.k6 === undefined ? before.k6 === 'local' || isInCluster : given.k6 === before.k6;
  return { ...(isThere ? before : { generator: before.generator }), ...given };
}

function refuse(
  options: GeneratorOptions,
  names: Partial<typeof OF_K6 | Record<keyof typeof OF_K6, string>>,
  belongsTo: string,
): void {
  for (const [key, option] of Object.entries(names)) {
    if (options[key as keyof typeof OF_K6] === undefined) continue;
    throw new UsageError(`${option} belongs to ${belongsTo}: give that too.`);
  }
}
