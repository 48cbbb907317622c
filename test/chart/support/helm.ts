import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Manifest } from './manifest.js';

export const chart = join(import.meta.dirname, '../../../charts/fleetlab');

/** By their names in the chart: values.yaml, values-kind.yaml and so on. */
export const valuesFiles = readdirSync(chart).filter((name) => /^values.*\.yaml$/.test(name));

interface Rendering {
  /** Another folder than the chart's own. */
  readonly from?: string;
  /** Names of files in the chart. */
  readonly files?: readonly string[];
  readonly values?: object;
  readonly release?: string;
  readonly namespace?: string;
}

const rendered = new Map<string, Manifest>();

/**
 * What `helm template` renders; the same again for the same values.
 * @throws what Helm says where it refuses
 */
export function render(rendering: Rendering = {}): Manifest {
  const { from = chart, files = [], values = {}, release = 'lab', namespace = 'space' } = rendering;
  const options = files.flatMap((file) => ['--values', join(chart, file)]);
  const args = ['template', release, from, '--namespace', namespace, ...options, '--values', '-'];
  const input = JSON.stringify(values);
  const key = [...args, input].join(' ');
  const manifest = rendered.get(key) ?? new Manifest(helm(args, input));
  rendered.set(key, manifest);
  return manifest;
}

function helm(args: string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync('helm', args, { input, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
