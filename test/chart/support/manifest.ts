import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { parseAllDocuments } from 'yaml';
import type { IScaledObject } from './keda.js';
import type { IPodMonitor, IPrometheusRule } from './prometheus-operator.js';

/** All that the chart renders. */
export type KubeObject =
  | IConfigMap
  | IDeployment
  | IHTTPRoute
  | IHorizontalPodAutoscaler
  | IIngress
  | IJob
  | INetworkPolicy
  | IPersistentVolumeClaim
  | IPod
  | IPodDisruptionBudget
  | IPodMonitor
  | IPrometheusRule
  | IRole
  | IRoleBinding
  | IScaledObject
  | IService
  | IServiceAccount
  | IStatefulSet;

export type PodSpec = NonNullable<IPod['spec']>;
export type Container = PodSpec['containers'][number];
type Metadata = NonNullable<IPod['metadata']>;

/** A pod, or what a Deployment, a StatefulSet or a Job makes pods of. */
export interface PodTemplate {
  /** Kind/name of the object that it is in. */
  readonly of: string;
  readonly component: string;
  readonly metadata: Metadata;
  readonly spec: PodSpec;
}

/** The objects of one `helm template`. */
export class Manifest {
  readonly objects: readonly KubeObject[];

  constructor(yaml: string) {
    this.objects = parseAllDocuments(yaml).flatMap((document) => {
      // A key that stands there twice, for instance.
      for (const error of document.errors) throw error;
      return (document.toJS() as KubeObject | null) ?? [];
    });
  }

  all<Kind extends KubeObject['kind']>(kind: Kind): Extract<KubeObject, { kind: Kind }>[] {
    return this.objects.filter((object): object is Extract<KubeObject, { kind: Kind }> => object.kind === kind);
  }

  /** @throws where there is none */
  one<Kind extends KubeObject['kind']>(kind: Kind, name: string): Extract<KubeObject, { kind: Kind }> {
    const object = this.all(kind).find(({ metadata }) => metadata?.name === name);
    if (!object) throw new Error(`There is no ${kind} ${name}: ${this.names(kind).join(', ') || 'none at all'}.`);
    return object;
  }

  names(kind: KubeObject['kind']): string[] {
    return this.all(kind).map(({ metadata }) => metadata!.name!);
  }

  get pods(): PodTemplate[] {
    const owners = [...this.all('Deployment'), ...this.all('StatefulSet'), ...this.all('Job')];
    const templates = owners.map((owner) => ({
      owner,
      metadata: owner.spec!.template.metadata,
      spec: owner.spec!.template.spec,
    }));
    const own = this.all('Pod').map((pod) => ({ owner: pod, metadata: pod.metadata, spec: pod.spec }));
    return [...templates, ...own].map(({ owner, metadata, spec }) => ({
      of: `${owner.kind}/${owner.metadata!.name}`,
      component: metadata!.labels!['app.kubernetes.io/component']!,
      metadata: metadata!,
      spec: spec!,
    }));
  }

  /** @throws where there is none */
  pod(component: string): PodTemplate {
    const pod = this.pods.find((template) => template.component === component);
    if (!pod) throw new Error(`There is no pod of the component ${component}.`);
    return pod;
  }

  /** What the first container of a component is told, ConfigMaps included; a value from elsewhere is `<kind>.<key>`. */
  env(component: string): Record<string, string> {
    const { envFrom = [], env = [] } = this.pod(component).spec.containers[0]!;
    const ours = envFrom.filter(({ configMapRef }) => !configMapRef?.optional);
    const maps = ours.map(({ configMapRef }) => this.one('ConfigMap', configMapRef!.name!).data);
    const own = env.map(({ name, value, valueFrom }) => {
      const secret = valueFrom?.secretKeyRef;
      return [name, value ?? (secret ? `${secret.name}.${secret.key}` : `pod.${valueFrom!.fieldRef!.fieldPath}`)];
    });
    return Object.assign({}, ...maps, Object.fromEntries(own)) as Record<string, string>;
  }
}
