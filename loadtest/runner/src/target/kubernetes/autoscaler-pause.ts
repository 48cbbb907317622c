import type { FieldPath, FieldValue } from '../../kubernetes/field-path.js';

const MIN_REPLICAS: FieldPath = ['spec', 'minReplicas'];
const MAX_REPLICAS: FieldPath = ['spec', 'maxReplicas'];

/** Fields of an autoscaler that a pause changes. */
export const PAUSE_FIELDS: readonly FieldPath[] = [MIN_REPLICAS, MAX_REPLICAS];

/** With no room to decide in, an autoscaler leaves the number as it is, whatever the load. */
export function pausedAt(replicas: number): FieldValue[] {
  return PAUSE_FIELDS.map((path) => ({ path, value: replicas }));
}
