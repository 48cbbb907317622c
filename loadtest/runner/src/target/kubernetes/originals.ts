import { PatchStrategy, setHeaderOptions, type V1ConfigMap } from '@kubernetes/client-node';
import type { Cluster } from '../../kubernetes/cluster.js';
import { valueAt, type FieldPath, type FieldValue } from '../../kubernetes/field-path.js';
import type { ManagedFieldsEntry } from '../../kubernetes/managed-fields.js';
import type { ObjectRef, PlainObject } from '../../kubernetes/objects.js';
import { isRefusedWith } from '../../kubernetes/refusal.js';

/** What an object was before it was changed for the first time: the fields that may be changed, and who owned which. */
export interface Original {
  readonly ref: ObjectRef;
  readonly fields: readonly FieldValue[];
  readonly managedFields: readonly ManagedFieldsEntry[];
}

/** What a run leaves in the cluster before it changes anything, so that whoever comes after a killed one can put all back. */
export interface Keepsake {
  readonly originals: readonly Original[];
  /** Who runs, for messages and to find out whether it still does. */
  readonly holder: string;
  /** Written anew every few seconds as long as that run is alive. */
  readonly renewedAt: string;
}

const HOLDER = 'fleetlab/holder';
const RENEWED_AT = 'fleetlab/renewed-at';
const ORIGINALS = 'originals.json';
/** How the API server answers a JSON patch whose `test` does not hold. */
const TEST_FAILED = 422;

export function originalOf(ref: ObjectRef, object: PlainObject, fields: readonly FieldPath[]): Original {
  return {
    ref,
    fields: fields.map((path) => ({ path, value: valueAt(object, path) })),
    managedFields: object.metadata.managedFields ?? [],
  };
}

/** The one ConfigMap of a release in which originals are kept while it is measured. */
export class Keep {
  readonly name: string;

  constructor(
    private readonly cluster: Cluster,
    readonly release: string,
  ) {
    this.name = `fleetlab-originals-${release}`;
  }

  /** @returns undefined where nothing is kept */
  async read(): Promise<Keepsake | undefined> {
    try {
      const found = await this.cluster.call(`reading the ConfigMap ${this.name}`, () =>
        this.cluster.core.readNamespacedConfigMap(this.#place),
      );
      return keepsakeIn(found);
    } catch (error) {
      if (isRefusedWith(404, error)) return undefined;
      throw error;
    }
  }

  /** @returns false where another run was faster, and keeps its own */
  async write({ originals, holder, renewedAt }: Keepsake, signal?: AbortSignal): Promise<boolean> {
    const body: V1ConfigMap = {
      metadata: {
        name: this.name,
        labels: { 'app.kubernetes.io/managed-by': 'fleetlab', 'fleetlab/release': this.release },
        annotations: { [HOLDER]: holder, [RENEWED_AT]: renewedAt },
      },
      data: { [ORIGINALS]: JSON.stringify(originals) },
    };
    const { namespace } = this.cluster;
    try {
      await this.cluster.call(
        `creating the ConfigMap ${this.name}`,
        () => this.cluster.core.createNamespacedConfigMap({ namespace, body }),
        signal,
      );
      return true;
    } catch (error) {
      // An answer may have been lost, and the request have been sent again.
      if (isRefusedWith(409, error)) return (await this.read())?.holder === holder;
      throw error;
    }
  }

  /** @returns false where it is not this holder's, or there no more: it is left as it is */
  async renew(holder: string, renewedAt: string): Promise<boolean> {
    const body = [
      { op: 'test', path: pathOf(HOLDER), value: holder },
      { op: 'replace', path: pathOf(RENEWED_AT), value: renewedAt },
    ];
    const patch = setHeaderOptions('Content-Type', PatchStrategy.JsonPatch);
    try {
      await this.cluster.core.patchNamespacedConfigMap({ ...this.#place, body }, patch);
      return true;
    } catch (error) {
      if (isRefusedWith(404, error) || isRefusedWith(TEST_FAILED, error)) return false;
      throw error;
    }
  }

  /** Harmless where it is there no more, or another holder's: that may need it. */
  async remove(holder: string): Promise<void> {
    const { core } = this.cluster;
    const removeOwn = async () => {
      const { metadata } = await core.readNamespacedConfigMap(this.#place);
      if (metadata?.annotations?.[HOLDER] !== holder) return;
      // Another one of the same name may take its place at any moment.
      await core.deleteNamespacedConfigMap({ ...this.#place, body: { preconditions: { uid: metadata.uid } } });
    };
    await this.cluster.call(`deleting the ConfigMap ${this.name}`, removeOwn).catch((error: unknown) => {
      if (!isRefusedWith(404, error) && !isRefusedWith(409, error)) throw error;
    });
  }

  get #place() {
    return { name: this.name, namespace: this.cluster.namespace };
  }
}

/** Of an annotation, for a JSON patch. */
function pathOf(annotation: string): string {
  return `/metadata/annotations/${annotation.replaceAll('/', '~1')}`;
}

function keepsakeIn({ data, metadata }: V1ConfigMap): Keepsake {
  const annotations = metadata?.annotations ?? {};
  return {
    originals: JSON.parse(data?.[ORIGINALS] ?? '[]') as Original[],
    holder: annotations[HOLDER] ?? 'unknown',
    renewedAt: annotations[RENEWED_AT] ?? '',
  };
}
