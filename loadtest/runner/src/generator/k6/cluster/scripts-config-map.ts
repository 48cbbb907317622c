import type { V1ConfigMap, V1Volume } from '@kubernetes/client-node';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SCRIPTS_FOLDER } from '../scripts-folder.js';
import { labelsOf, type LoadName } from './labels.js';
import { WATCH_CPU } from './watch-cpu.js';

/** Where the scripts are in a pod. */
export const SCRIPTS_PATH = '/scripts';
export const WATCH_CPU_FILE = 'watch-cpu.mjs';

/** All scripts, as they are in loadtest/k6: k6 runs TypeScript by itself, so that nothing has to be built. */
export async function scriptsConfigMap(name: LoadName): Promise<V1ConfigMap> {
  const files = (await readdir(SCRIPTS_FOLDER, { recursive: true })).filter(isScript).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(SCRIPTS_FOLDER, file), 'utf8')));
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: name.load, labels: labelsOf(name) },
    immutable: true,
    data: {
      ...Object.fromEntries(files.map((file, index) => [keyOf(file), texts[index]!])),
      [WATCH_CPU_FILE]: WATCH_CPU,
    },
  };
}

/** The files of such a ConfigMap in their folders: a key has no '/', but the path that it is mounted at may. */
export function scriptsVolume({ metadata, data = {} }: V1ConfigMap): V1Volume {
  const items = Object.keys(data).map((key) => ({ key, path: key.replaceAll('..', '/') }));
  return { name: 'scripts', configMap: { name: metadata!.name!, items } };
}

function keyOf(file: string): string {
  return file.replaceAll(/[/\\]/g, '..');
}

function isScript(file: string): boolean {
  return file.endsWith('.ts') && !file.endsWith('.d.ts');
}
