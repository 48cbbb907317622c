import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
export const chart = 'charts/fleetlab';
export const valuesFiles = readdirSync(join(root, chart))
  .filter((name) => /^values.*\.yaml$/.test(name))
  .map((name) => join(chart, name));

/**
 * Runs a program in the root of the repository.
 * @returns its exit code and output; a code of null where there is no such program
 */
export function run(program, args, input) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, input, encoding: 'utf8' });
  if (error && error.code !== 'ENOENT') throw error;
  return { code: status, output: `${stdout ?? ''}${stderr ?? ''}`.trim(), stdout };
}

/** @throws what Helm says where it refuses */
export function template(release, args) {
  const { code, output, stdout } = run('helm', ['template', release, chart, ...args]);
  if (code === null) throw new Error('helm is not on PATH: install it, see https://helm.sh/docs/intro/install.');
  if (code !== 0) throw new Error(output);
  return stdout;
}
