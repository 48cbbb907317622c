import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IPod } from 'kubernetes-models/v1/Pod';

type Behavior = NonNullable<IHorizontalPodAutoscaler['spec']>['behavior'];

/** What the chart uses of https://keda.sh/docs/2.18/reference/scaledobject-spec, whose types no package here has. */
export interface IScaledObject {
  readonly apiVersion: 'keda.sh/v1alpha1';
  readonly kind: 'ScaledObject';
  readonly metadata: IPod['metadata'];
  readonly spec: {
    readonly scaleTargetRef: { readonly apiVersion: string; readonly kind: string; readonly name: string };
    readonly minReplicaCount: number;
    readonly maxReplicaCount: number;
    readonly pollingInterval: number;
    readonly advanced?: { readonly horizontalPodAutoscalerConfig: { readonly behavior: Behavior } };
    readonly triggers: readonly {
      readonly type: 'prometheus';
      readonly metadata: { readonly serverAddress: string; readonly query: string; readonly threshold: string };
    }[];
  };
}

/**
 * The pods that come of a value of a trigger: KEDA gives it to a HorizontalPodAutoscaler as an average over pods, which
 * rounds up and keeps to its bounds.
 */
export function replicasFor(value: number, { spec }: IScaledObject): number {
  const wanted = Math.ceil(value / Number(spec.triggers[0]!.metadata.threshold));
  return Math.min(Math.max(wanted, spec.minReplicaCount), spec.maxReplicaCount);
}
