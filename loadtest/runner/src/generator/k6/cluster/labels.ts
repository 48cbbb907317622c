import { randomBytes } from 'node:crypto';

/** What all that is made here for a load carries, so that it is found again by whoever cleans up. */
const MANAGED_BY = { 'app.kubernetes.io/managed-by': 'fleetlab', 'app.kubernetes.io/component': 'generator' };

const LOAD_LABEL = 'fleetlab.io/load';
const RELEASE_LABEL = 'fleetlab.io/release';

/** One load. */
export interface LoadName {
  /** `fleetlab-k6-3f9a1c` */
  readonly load: string;
  /** What it is put on. */
  readonly release: string;
}

/** A name for what belongs to one load. */
export function newLoadName(): string {
  return `fleetlab-k6-${randomBytes(4).toString('hex')}`;
}

export function labelsOf({ load, release }: LoadName): Record<string, string> {
  return { 'app.kubernetes.io/name': 'k6', ...MANAGED_BY, [LOAD_LABEL]: load, [RELEASE_LABEL]: release };
}

/** A selector for what belongs to one load. */
export function selectorOf(load: string): string {
  return `${LOAD_LABEL}=${load}`;
}

/** A selector for what belongs to any load on a release. */
export function selectorOfAll(release: string): string {
  return Object.entries({ ...MANAGED_BY, [RELEASE_LABEL]: release })
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}
