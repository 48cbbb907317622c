import { requestApi } from '../../../kubernetes/api-request.js';
import type { Cluster } from '../../../kubernetes/cluster.js';
import { UsageError } from '../../../usage-error.js';
import type { K6Way } from '../k6-way.js';
import { ClusterK6 } from './cluster.way.js';
import { jobKind } from './job.kind.js';
import type { LoadKind, LoadOptions } from './load-kind.js';
import { TESTRUNS } from './testrun-manifest.js';
import { testRunKind } from './testrun.kind.js';
import { whereThereIsSuch } from './unless-there.js';

/**
 * How k6 runs in a cluster: as told, else by the k6-operator where there is one, else as Jobs.
 *
 * @throws UsageError where the k6-operator is asked for and is not there
 */
export async function chooseClusterWay(
  cluster: Cluster,
  way: 'job' | 'testrun' | undefined,
  options: LoadOptions,
  onNote: (message: string) => void,
): Promise<K6Way> {
  const runBy = (kind: LoadKind) => new ClusterK6(cluster, kind, options, onNote);
  if (way === 'job') return runBy(jobKind(cluster, options));
  if (await hasOperator(cluster)) return runBy(testRunKind(cluster, options));
  if (way !== 'testrun') return runBy(jobKind(cluster, options));
  throw new UsageError(
    `--k6 testrun needs the k6-operator, and ${cluster.context} has no TestRun: install it, or give --k6 job.`,
  );
}

/** Whoever may log in may ask what kinds there are. */
async function hasOperator(cluster: Cluster): Promise<boolean> {
  const ask = async () => {
    const response = await requestApi(cluster, `/apis/${TESTRUNS.group}/${TESTRUNS.version}`);
    const { resources } = (await response.json()) as { readonly resources: readonly { readonly kind: string }[] };
    return resources.some(({ kind }) => kind === 'TestRun');
  };
  return (await cluster.call('asking for the k6-operator', whereThereIsSuch(ask))) ?? false;
}
