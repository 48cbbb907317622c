import type { V1EnvVar, V1Secret } from '@kubernetes/client-node';
import { labelsOf, type LoadName } from './labels.js';

const KEY = 'REQUEST_HEADERS';

/** What every request carries may be a token: whoever may look at a pod is not to see it there. */
export function headersSecret(name: LoadName, headers: Readonly<Record<string, string>>): V1Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: { name: name.load, labels: labelsOf(name) },
    immutable: true,
    stringData: { [KEY]: JSON.stringify(headers) },
  };
}

/** @returns what may be seen of settings */
export function withoutHeaders(settings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== KEY));
}

/** What k6 is told: the headers by that Secret, all else in plain sight. */
export function variablesOf(env: Readonly<Record<string, string>>, { load }: LoadName): V1EnvVar[] {
  return [
    ...Object.entries(env).map(([name, value]) => ({ name, value })),
    { name: KEY, valueFrom: { secretKeyRef: { name: load, key: KEY } } },
  ];
}
