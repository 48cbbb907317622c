import { describe, expect, it } from '@jest/globals';
import { workloads } from '@fleetlab/workloads';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { components } from './support/components.js';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Image {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

const meta = parse(read('charts/fleetlab/Chart.yaml')) as {
  version: string;
  appVersion: string;
  annotations: Record<string, string>;
};
const values = parse(read('charts/fleetlab/values.yaml')) as {
  readonly image: Image;
  readonly redis: { readonly image: Image };
  readonly loadtest: { readonly experiment: { readonly k6: { readonly image: Image } } };
  readonly monitoring: { readonly bundled: Readonly<Record<string, { readonly image: Image }>> };
};

describe('the chart', () => {
  it('has the version of fleetlab', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect([meta.version, meta.appVersion]).toEqual([version, version]);
  });

  it('names on Artifact Hub the images that it runs', () => {
    const images = (parse(meta.annotations['artifacthub.io/images']!) as { image: string }[]).map(({ image }) => image);
    const { image, redis, monitoring, loadtest } = values;
    const others = [redis, ...Object.values(monitoring.bundled), loadtest.experiment.k6].map(
      (component) => component.image,
    );
    expect(images).toEqual([
      `${image.registry}/${image.repository}:${meta.appVersion}`,
      ...others.map(({ registry, repository, tag }) => `${registry}/${repository}:${tag}`),
    ]);
  });

  it('starts programs that there are', () => {
    const sources = Object.values(components).map(({ main }) =>
      main.replace('/dist/', '/src/').replace(/\.js$/, '.ts'),
    );
    expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
  });

  it('tests every workload', () => {
    const tested = [...read('charts/fleetlab/files/test-workloads.mjs').matchAll(/^ {2}\['(\w+)'/gm)].map(
      ([, name]) => name!,
    );
    expect(tested.sort()).toEqual([...workloads.keys()].sort());
  });

  it('has a README that values.yaml has not left behind', () => {
    const file = 'charts/fleetlab/README.md';
    const args = [join(root, 'charts/tools/manifests.mjs'), '--print', file];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe(read(file));
  });

  it('says what the fleet requests on line one of how to install it, in both READMEs the same', () => {
    const firstLines = [
      /^## Install\n\n(.*)$/m.exec(read('charts/fleetlab/README.md')),
      /^## On Kubernetes\n\n(.*)$/m.exec(read('README.md')),
    ];
    const [requests, same] = firstLines.map((found) => /\d+m CPU and \d+ MiB of memory/.exec(found![1]!)?.[0]);
    expect(requests).toEqual(expect.any(String));
    expect(same).toBe(requests);
  });
});
