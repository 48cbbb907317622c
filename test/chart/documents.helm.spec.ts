import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const documents = globSync(['README.md', 'charts/**/README.md', 'deploy/*/README.md'], { cwd: root });
/** Of install and upgrade only: `helm template` has no release to look at. */
const ABOUT_RELEASES = ['--reuse-values', '--install', '--create-namespace', '--wait'];

const commands = documents.flatMap((document) => {
  const blocks = [...readFileSync(join(root, document), 'utf8').matchAll(/^```sh\n(.*?)^```/gms)];
  const lines = blocks.flatMap(([, block]) => block!.split('\n'));
  const helms = lines.map((line) => line.replace(/\s+#.*$/, '')).filter((line) => line.startsWith('helm '));
  return helms.map((line) => ({ document, line, words: line.split(/\s+/).slice(1) }));
});
const installs = commands.filter(({ words: [verb] }) => ['install', 'upgrade', 'template'].includes(verb!));

describe('the Helm commands of the documents', () => {
  it('are there', () => {
    expect(installs.map(({ document }) => document)).toEqual(
      expect.arrayContaining(['README.md', 'charts/fleetlab/README.md']),
    );
  });

  it.each(commands)('name what Helm can do: $line ($document)', ({ words: [verb] }) => {
    expect(execFileSync('helm', [verb!, '--help'], { encoding: 'utf8' })).toContain(`helm ${verb} `);
  });

  it.each(installs)('render with their values: $line ($document)', ({ words }) => {
    const plain = words.slice(1).filter((word) => !ABOUT_RELEASES.includes(word));
    const args = plain.map((word) => (word.startsWith('oci://') ? 'charts/fleetlab' : word));
    const manifest = execFileSync('helm', ['template', ...args], { cwd: root, encoding: 'utf8' });
    expect(manifest).toContain('kind: Deployment');
  });
});
