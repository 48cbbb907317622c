import type { ResultsFolder } from '../../results/results-folder.js';
import { LocalTarget } from '../../target/local/local.target.js';
import type { KubernetesTargetOptions } from '../../target/kubernetes/kubernetes.target.js';
import type { Target } from '../../target/target.js';
import { UrlTarget } from '../../target/url/url.target.js';
import { UsageError } from '../../usage-error.js';
import { earlierTarget } from '../../results/earlier-target.js';

export const TARGETS = ['local', 'kubernetes', 'url'] as const;

export interface TargetOptions {
  readonly target?: (typeof TARGETS)[number];
  readonly url?: string;
  readonly header?: Readonly<Record<string, string>>;
  readonly release?: string;
  readonly namespace?: string;
  readonly context?: string;
  readonly urlInCluster?: string;
}

/** Options that only a cluster has a use for. */
const OF_A_CLUSTER = {
  release: '--release',
  namespace: '--namespace',
  context: '--context',
  urlInCluster: '--url-in-cluster',
} as const;

/**
 * What a run measures: what the options say, else for one that is resumed what it measured before, else the fleet on this
 * machine.
 *
 * @param onEvent told in words what happens to services that are started here
 * @throws UsageError where the options contradict each other
 */
export async function chooseTarget(
  given: TargetOptions,
  earlier: ResultsFolder | undefined,
  onEvent: (message: string) => void,
): Promise<Target> {
  const options = await withEarlier(given, earlier);
  const { url, header } = options;
  const target = options.target ?? (url === undefined ? 'local' : 'url');
  if (target !== 'kubernetes') refuseOptionsOfACluster(options);
  switch (target) {
    case 'kubernetes':
      return kubernetesTarget(options, onEvent);
    case 'url':
      if (url === undefined)
        throw new UsageError('--target url needs --url, for instance --url http://127.0.0.1:8080.');
      return new UrlTarget({ url, headers: header ?? {} });
    case 'local':
      if (url !== undefined) throw new UsageError('--url belongs to --target url or kubernetes: give one of them.');
      if (header)
        throw new UsageError('--header belongs to --target url or kubernetes: a fleet started here asks for none.');
      return new LocalTarget(onEvent);
  }
}

/** What a resumed run measured before, where the options do not say another kind of target. */
async function withEarlier(given: TargetOptions, earlier: ResultsFolder | undefined): Promise<TargetOptions> {
  if (given.target !== undefined || !earlier) return given;
  const before = earlierTarget((await earlier.readEnvironment()).target);
  return before.target === 'local' ? given : { ...before, ...given };
}

function refuseOptionsOfACluster(options: TargetOptions): void {
  for (const [key, option] of Object.entries(OF_A_CLUSTER)) {
    if (options[key as keyof typeof OF_A_CLUSTER] === undefined) continue;
    throw new UsageError(`${option} belongs to --target kubernetes: give that too.`);
  }
}

/** Loaded only here: the client of the API server takes a while, and most runs need none. */
async function kubernetesTarget(options: TargetOptions, onNote: (message: string) => void): Promise<Target> {
  const { KubernetesTarget } = await import('../../target/kubernetes/kubernetes.target.js');
  const { release = DEFAULT_RELEASE, namespace, context, url, urlInCluster, header: headers = {} } = options;
  return new KubernetesTarget({ release, namespace, context, url, urlInCluster, headers, onNote, removeLoad });
}

const removeLoad: KubernetesTargetOptions['removeLoad'] = async (...killed) => {
  const { removeLeftovers } = await import('../../generator/k6/cluster/leftovers.js');
  return removeLeftovers(...killed);
};

/** What the chart's README installs it as. */
export const DEFAULT_RELEASE = 'fleetlab';
