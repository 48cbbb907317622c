import type { V1OwnerReference } from '@kubernetes/client-node';

interface Owner {
  readonly metadata?: { readonly name?: string; readonly uid?: string };
}

/** Has the cluster delete a thing when this one is gone, also where nobody is left to ask for it. */
export function ownerOf(apiVersion: string, kind: string, { metadata }: Owner): V1OwnerReference {
  return { apiVersion, kind, name: metadata!.name!, uid: metadata!.uid! };
}
