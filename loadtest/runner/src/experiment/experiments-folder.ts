import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PACKAGE_FOLDER } from '../package-folder.js';

const FOLDER = new URL('../experiments/', PACKAGE_FOLDER);

/** Where the experiments that come with fleetlab lie, wherever the command is called from. */
export const SCHEMA_FILE = fileURLToPath(new URL('experiment.schema.json', FOLDER));

export function presetFile(name: string): string {
  return fileURLToPath(new URL(`${name}.yaml`, FOLDER));
}

/** Names of the experiments that come with fleetlab, sorted. */
export async function listPresets(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}
