import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Manifest } from './manifest.js';

export const chart = join(import.meta.dirname, '../../../charts/fleetlab');

/** values-kind.yaml and so on; values.yaml itself is always there. */
export const valuesFiles = readdirSync(chart).filter((name) => /^values-.*\.yaml$/.test(name));

interface Rendering {
  /** Names of files in the chart. */
  readonly files?: readonly string[];
  readonly values?: object;
  readonly release?: string;
  readonly namespace?: string;
}

/** @throws what Helm says where it refuses */
export function render({ files = [], values = {}, release = 'lab', namespace = 'space' }: Rendering = {}): Manifest {
  const options = files.flatMap((file) => ['--values', join(chart, file)]);
  const { status, stdout, stderr, error } = spawnSync(
    'helm',
    ['template', release, chart, '--namespace', namespace, ...options, '--values', '-'],
    { input: JSON.stringify(values), encoding: 'utf8' },
  );
  if (error) throw error;
  if (status !== 0) throw new Error(stderr);
  return new Manifest(stdout);
}
