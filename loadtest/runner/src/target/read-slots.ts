import type { Shape } from '../experiment/plan.js';
import { readDescription } from './model-description.js';
import type { DeploymentSlots } from './target.js';

/**
 * Asks a service for its slots and adds the replicas up.
 *
 * @param cores what all replicas share: on one machine two of them do not compute on more cores than there are
 */
export async function readSlots(
  baseUrl: string,
  shape: Shape,
  cores: number,
  signal: AbortSignal,
): Promise<DeploymentSlots> {
  const { limits } = await readDescription(baseUrl, shape.model, {}, signal);
  return slotsOfAll(limits.slots, shape, cores);
}

/** The queue's one API answers for all its workers, whatever replica they belong to. */
export function slotsOfAll(
  { wait, cpu }: DeploymentSlots,
  { model, replicas }: Pick<Shape, 'model' | 'replicas'>,
  cores: number,
): DeploymentSlots {
  const times = model === 'queue' ? 1 : replicas;
  return { wait: wait === null ? null : wait * times, cpu: Math.min(cpu * times, cores) };
}
