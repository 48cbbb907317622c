import type { V1ConfigMap, V1Volume } from '@kubernetes/client-node';
import { labelsOf, type LoadName } from './labels.js';
import type { PackedScript } from './pack-script.js';
import { WATCH_CPU } from './watch-cpu.js';

/** Where the files of a load are in a pod. */
export const SCRIPTS_PATH = '/scripts';
export const WATCH_CPU_FILE = 'watch-cpu.mjs';

/** What the pods of a load run: the script of k6, and the program that watches its CPU time. */
export function scriptsConfigMap(name: LoadName, { files }: PackedScript): V1ConfigMap {
  const packed = [...files].map(([file, content]) => [keyOf(file), content.toString('base64')]);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: name.load, labels: labelsOf(name) },
    immutable: true,
    binaryData: Object.fromEntries(packed),
    data: { [WATCH_CPU_FILE]: WATCH_CPU },
  };
}

/** The files of such a ConfigMap in their folders: a key has no '/', but the path that it is mounted at may. */
export function scriptsVolume({ load }: LoadName, { files }: PackedScript): V1Volume {
  const items = [...files.keys(), WATCH_CPU_FILE].map((path) => ({ key: keyOf(path), path }));
  return { name: 'scripts', configMap: { name: load, items } };
}

/** Where k6 finds what it runs. */
export function scriptPath({ main }: PackedScript): string {
  return `${SCRIPTS_PATH}/${main}`;
}

function keyOf(file: string): string {
  return file.replaceAll('/', '..');
}
