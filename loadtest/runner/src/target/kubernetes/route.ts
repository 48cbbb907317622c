import type { V1Ingress } from '@kubernetes/client-node';
import type { Cluster } from '../../kubernetes/cluster.js';
import { UsageError } from '../../usage-error.js';
import type { InClusterAddress } from '../target.js';
import { selectorOf } from './release.js';

export interface RouteOptions {
  readonly url?: string;
  readonly urlInCluster?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where the release's ingress answers, from here and from inside the cluster. */
export interface Route {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent where no address that works there is known. */
  readonly inCluster?: InClusterAddress;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The addresses that were given, else what the ingress controller has written into the release's Ingress. That one's host
 * is sent along where it has any.
 *
 * @throws UsageError where there is neither
 */
export async function findRoute(
  cluster: Cluster,
  release: string,
  { url, urlInCluster, headers: given }: RouteOptions,
  signal: AbortSignal,
): Promise<Route> {
  const { namespace } = cluster;
  const labelSelector = selectorOf(release);
  const ask = () => cluster.networking.listNamespacedIngress({ namespace, labelSelector });
  const ingress = (await cluster.call('listing ingresses', ask, signal)).items[0];
  const baseUrl = url ?? (ingress && addressOf(ingress));
  if (baseUrl === undefined) throw noAddress(release, ingress);
  const host = ingress?.spec?.rules?.[0]?.host;
  const headers = host === undefined ? given : { host, ...given };
  const inside = urlInCluster ?? (isLoopback(baseUrl) ? undefined : baseUrl);
  return { baseUrl, headers, ...(inside !== undefined && { inCluster: { baseUrl: inside, headers, namespace } }) };
}

function addressOf({ status }: V1Ingress): string | undefined {
  const [point] = status?.loadBalancer?.ingress ?? [];
  const address = point?.hostname ?? point?.ip;
  return address === undefined ? undefined : `http://${address}`;
}

function isLoopback(url: string): boolean {
  return LOOPBACK.test(new URL(url).hostname);
}

function noAddress(release: string, ingress: V1Ingress | undefined): UsageError {
  const missing = ingress
    ? `The Ingress ${ingress.metadata?.name} has no address yet: no ingress controller has taken it.`
    : `The release '${release}' has no Ingress (ingress.enabled is false), and requests have to come in somewhere.`;
  return new UsageError(`${missing} Give the address at which its models answer: --url http://127.0.0.1:8080.`);
}
