import type { Shape } from '../../experiment/plan.js';
import type { DeploymentSlots } from '../target.js';

interface ModelDescription {
  readonly limits: { readonly slots: DeploymentSlots };
}

/**
 * Asks a service for its slots and adds the replicas up.
 *
 * @param cores what all replicas share: on one machine two of them do not compute on more cores than there are
 */
export async function readSlots(
  baseUrl: string,
  { model, replicas }: Shape,
  cores: number,
  signal: AbortSignal,
): Promise<DeploymentSlots> {
  const response = await fetch(`${baseUrl}/${model}`, { signal });
  if (!response.ok) throw new Error(`${baseUrl}/${model} answered ${response.status}; expected 200 with its slots.`);
  const { slots } = ((await response.json()) as ModelDescription).limits;
  // The queue's one API answers for all its workers, whatever replica they belong to.
  const times = model === 'queue' ? 1 : replicas;
  return { wait: slots.wait === null ? null : slots.wait * times, cpu: Math.min(slots.cpu * times, cores) };
}
