import type { Cluster } from '../../kubernetes/cluster.js';
import { listObjects, type PlainObject } from '../../kubernetes/objects.js';
import { listed } from '../../results/figure.js';
import { UsageError } from '../../usage-error.js';

export type Deployment = PlainObject<DeploymentSpec, DeploymentStatus>;

export interface DeploymentSpec {
  readonly replicas: number;
  readonly strategy: { readonly type?: string };
}

export interface DeploymentStatus {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly readyReplicas?: number;
}

export type Autoscaler = PlainObject<{ readonly scaleTargetRef: { readonly kind: string; readonly name: string } }>;

/** What a release of the chart has that can be changed here, by component: `threaded`, `queue-worker`. */
export interface Release {
  readonly name: string;
  readonly deployments: ReadonlyMap<string, Deployment>;
  readonly autoscalers: ReadonlyMap<string, Autoscaler>;
}

const COMPONENT = 'app.kubernetes.io/component';
const INSTANCE = 'app.kubernetes.io/instance';
const OF_FLEETLAB = 'app.kubernetes.io/part-of=fleetlab';

/** A label selector for what the chart has rendered for a release. */
export function selectorOf(release: string): string {
  return `${INSTANCE}=${release},${OF_FLEETLAB}`;
}

export function componentOf({
  metadata,
}: {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
}) {
  return metadata?.labels?.[COMPONENT] ?? '';
}

/** @throws UsageError where there is none of this name */
export async function findRelease(cluster: Cluster, name: string, signal: AbortSignal): Promise<Release> {
  const deployments = await listObjects<Deployment>(cluster, 'Deployment', selectorOf(name), signal);
  if (deployments.length === 0) throw await noRelease(cluster, name, signal);
  const autoscalers = await listObjects<Autoscaler>(cluster, 'HorizontalPodAutoscaler', selectorOf(name), signal);
  const targetOf = ({ spec: { scaleTargetRef } }: Autoscaler) =>
    deployments.find(({ metadata }) => scaleTargetRef.kind === 'Deployment' && metadata.name === scaleTargetRef.name);
  return {
    name,
    deployments: new Map(deployments.map((deployment) => [componentOf(deployment), deployment])),
    autoscalers: new Map(
      autoscalers.flatMap((autoscaler) => {
        const target = targetOf(autoscaler);
        return target ? [[componentOf(target), autoscaler]] : [];
      }),
    ),
  };
}

async function noRelease(cluster: Cluster, name: string, signal: AbortSignal): Promise<UsageError> {
  const all = await listObjects(cluster, 'Deployment', OF_FLEETLAB, signal);
  const others = [...new Set(all.map(({ metadata }) => metadata.labels?.[INSTANCE] ?? ''))].filter(Boolean).sort();
  const advice =
    others.length === 0
      ? 'Install the chart there, or give --namespace and --context of where it is.'
      : `Give --release with one that is there: ${listed(others)}.`;
  return new UsageError(
    `There is no release '${name}' of fleetlab in the namespace ${cluster.namespace} of ${cluster.context}. ${advice}`,
  );
}
