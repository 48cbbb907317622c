import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const workflow = read('.github/workflows/release.yml');
const { name, home } = parse(read('charts/fleetlab/Chart.yaml')) as { name: string; home: string };
const [owner, repository] = new URL(home).pathname.split('/').slice(1);

describe('the release', () => {
  it('pushes the chart to where its README installs it from', () => {
    const [, target] = /helm push .* "(oci:\/\/.*)"/.exec(workflow)!;
    const [, source] = /helm install fleetlab (oci:\/\/\S+)/.exec(read('charts/fleetlab/README.md'))!;
    expect(`${target!.replace('${GITHUB_REPOSITORY_OWNER,,}', owner!)}/${name}`).toBe(source);
  });

  it('pushes the image to where the chart takes it from', () => {
    const [, target] = /images: (.*)/.exec(workflow)!;
    const { image } = parse(read('charts/fleetlab/values.yaml')) as { image: { registry: string; repository: string } };
    expect(target!.replace('${{ github.repository }}', `${owner}/${repository}`)).toBe(
      `${image.registry}/${image.repository}`,
    );
  });
});
