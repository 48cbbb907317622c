import type { KubeObject } from './kubectl.js';
import type { Release } from './release.js';

/** Everything of a release that somebody has set, or could be left with. */
const KINDS =
  'deployments,statefulsets,services,configmaps,ingresses,horizontalpodautoscalers,poddisruptionbudgets,jobs,roles,rolebindings';
/** Written by the Deployment controller at each rollout. */
const REVISION = 'deployment.kubernetes.io/revision';

interface Owner {
  readonly manager: string;
  readonly operation: string;
  readonly subresource?: string;
  readonly fieldsV1: object;
}

type Owned = KubeObject & {
  readonly metadata: { readonly annotations?: Record<string, string>; readonly managedFields?: readonly Owner[] };
  readonly data?: object;
};

export interface ObjectState {
  readonly labels: unknown;
  readonly annotations: unknown;
  readonly spec: unknown;
  readonly data: unknown;
  /** Who owns which field, but for what controllers write into the status. */
  readonly owners: unknown;
}

/** Each object of the namespace by its kind and name, as far as it is anybody's will. */
export async function releaseState(release: Release): Promise<Record<string, ObjectState>> {
  const list = await release.kubectl.run('get', KINDS, '--output=json', '--show-managed-fields');
  const { items } = JSON.parse(list) as { items: Owned[] };
  return Object.fromEntries(items.map((object) => [`${object.kind}/${object.metadata.name}`, stateOf(object)]));
}

function stateOf({ metadata, spec, data }: Owned): ObjectState {
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => key !== REVISION);
  const owners = (metadata.managedFields ?? [])
    .filter(({ subresource }) => subresource !== 'status')
    .map(({ manager, operation, subresource, fieldsV1 }) => ({ manager, operation, subresource, fieldsV1 }));
  return { labels: metadata.labels, annotations: Object.fromEntries(annotations), spec, data, owners };
}
