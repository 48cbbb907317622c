import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Manifest } from './support/manifest.js';

const root = join(import.meta.dirname, '../..');
const FILE = 'deploy/manifest/fleetlab.yaml';
const committed = readFileSync(join(root, FILE), 'utf8');

describe('the manifest for those without Helm', () => {
  const { objects } = new Manifest(committed);

  it('is what the chart renders', () => {
    const args = [join(root, 'charts/tools/manifests.mjs'), '--print', FILE];
    const rendered = execFileSync(process.execPath, args, { encoding: 'utf8' });
    expect(new Manifest(rendered).objects).toEqual(objects);
  });

  it('begins with its namespace, which everything else is in', () => {
    const [namespace, ...others] = objects;
    expect(namespace).toMatchObject({ kind: 'Namespace', metadata: { name: 'fleetlab' } });
    expect([...new Set(others.map(({ metadata }) => metadata!.namespace))]).toEqual(['fleetlab']);
  });

  it('does not say that Helm manages it, and has nothing that only Helm would run', () => {
    expect(committed).not.toMatch(/managed-by|helm\.sh/);
  });
});
