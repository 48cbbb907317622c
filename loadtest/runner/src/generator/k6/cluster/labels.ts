import { randomBytes } from 'node:crypto';

/** What all that is made here for a load carries, so that it is found again by whoever cleans up. */
export const MANAGED_BY = { 'app.kubernetes.io/managed-by': 'fleetlab', 'app.kubernetes.io/component': 'generator' };

const LOAD_LABEL = 'fleetlab.io/load';

/** A name for what belongs to one load: `fleetlab-k6-3f9a1c`. */
export function newLoadName(): string {
  return `fleetlab-k6-${randomBytes(4).toString('hex')}`;
}

export function labelsOf(load: string): Record<string, string> {
  return { 'app.kubernetes.io/name': 'k6', ...MANAGED_BY, [LOAD_LABEL]: load };
}

/** A selector for what belongs to one load. */
export function selectorOf(load: string): string {
  return `${LOAD_LABEL}=${load}`;
}

/** A selector for what belongs to any load. */
export const SELECTOR_OF_ALL = Object.entries(MANAGED_BY)
  .map(([name, value]) => `${name}=${value}`)
  .join(',');
