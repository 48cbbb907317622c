import type { V1Pod } from '@kubernetes/client-node';
import type { Model } from '../../experiment/plan.js';
import { isReady, podsOf } from './rollout.js';
import { workingComponent } from './setting.js';

/** How many pods that do a model's work are ready, of the release's pods as they are watched. */
export function readyReplicas(pods: readonly V1Pod[], model: Model): number {
  return podsOf(pods, [workingComponent(model)]).filter(isReady).length;
}
