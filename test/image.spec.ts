import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Instruction {
  readonly name: string;
  readonly text: string;
}

const root = join(import.meta.dirname, '..');

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The stages in order, each from its FROM on; what stands before the first is a stage too. */
function stagesOf(dockerfile: string): Instruction[][] {
  const lines = dockerfile.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '');
  const stages: Instruction[][] = [[]];
  for (const line of lines.split('\n').filter(Boolean)) {
    const [name = '', ...words] = line.split(' ');
    if (name === 'FROM') stages.push([]);
    stages.at(-1)!.push({ name, text: words.join(' ') });
  }
  return stages;
}

const stages = stagesOf(read('deploy/Dockerfile'));
const final = stages.at(-1)!;
const textsOf = (name: string, instructions = stages.flat()) =>
  instructions.filter((instruction) => instruction.name === name).map(({ text }) => text);

/** What is run, without what tests it. */
const sourcesOf = (pattern: string) =>
  globSync(`${pattern}/src/**/*.ts`, { cwd: root, exclude: ['**/node_modules', '**/*.{spec,fixture}.ts'] });
const sources = sourcesOf('services/**');
/** It alone may ask where it is: the bundle has it at a place that it allows for. */
const ASKS_WHERE_IT_IS = 'loadtest/runner/src/package-folder.ts';

describe('the image', () => {
  it('is made from one base, with a version', () => {
    expect(textsOf('ARG', stages[0])).toEqual([expect.stringMatching(/^NODE_IMAGE=node:\d+-\w+-slim$/)]);
    const names = textsOf('FROM').map((text) => text.replace('--platform=$BUILDPLATFORM ', '').split(' ')[0]);
    expect(new Set(names)).toEqual(new Set(['${NODE_IMAGE}', 'manifests']));
  });

  it('installs what the lock file says, and nothing else', () => {
    const installs = textsOf('RUN').join('\n');
    expect(installs.match(/npm \w+/g)).toEqual(['npm ci', 'npm ci']);
    expect(installs).not.toMatch(/\b(apt|apt-get|curl|wget)\b/);
  });

  it('adds nothing outside of /app, where its size is measured', () => {
    expect(textsOf('WORKDIR', final)).toEqual(['/app']);
    expect(textsOf('COPY', final).map((text) => text.split(' ').at(-1))).toEqual(['./', './']);
    expect(textsOf('RUN', final)).toEqual([]);
  });

  it('runs node as its first process, under a user that is no root', () => {
    expect(textsOf('ENTRYPOINT', final)).toEqual(['["node"]']);
    expect(textsOf('USER', final)).toEqual(['1000:1000']);
  });

  it('is built from a context that has every workspace, for npm asks for all of them', () => {
    const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
    const others = workspaces.filter((workspace) => !workspace.startsWith('services/'));
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => new RegExp(`^${line.slice(1).replaceAll('*', '[^/]+')}(/|$)`));
    expect(others.filter((workspace) => !allowed.some((pattern) => pattern.test(`${workspace}/package.json`)))).toEqual(
      [],
    );
  });

  it('has every file that is run by itself, under the name by which others find it', () => {
    const manifests = globSync('services/{*,shared/*}/package.json', { cwd: root });
    const files = manifests.flatMap((manifest) => {
      const { exports } = JSON.parse(read(manifest)) as { exports: Record<string, unknown> };
      const run = Object.values(exports).filter((file) => typeof file === 'string' && file.startsWith('./dist/'));
      return run.map((file) => join(manifest, '..', file as string));
    });
    const entries = [...read('deploy/bundle.mjs').matchAll(/'(services\/[^']+)'/g)].map(([, pattern]) => pattern!);
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !entries.some((pattern) => matchesGlob(file, pattern)))).toEqual([]);
  });

  it('holds code that looks for no file beside itself, for in a bundle it stands elsewhere', () => {
    expect(sources.length).toBeGreaterThan(50);
    const all = [...sources, ...sourcesOf('{deploy/local,loadtest/runner}')];
    const asking = all.filter((path) => /import\.meta\.(dirname|filename)|, import\.meta\.url/.test(read(path)));
    expect(asking).toEqual([ASKS_WHERE_IT_IS]);
  });

  it('holds code that imports zod whole, so that esbuild can drop what of it is not used', () => {
    const importers = sources.filter((path) => read(path).includes("from 'zod'"));
    expect(importers.length).toBeGreaterThan(10);
    expect(importers.filter((path) => !/^import (type )?\* as z from 'zod';$/m.test(read(path)))).toEqual([]);
  });
});
