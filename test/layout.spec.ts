import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');

/** Arrows point one way: what of fleetlab each package may import. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  '@fleetlab/workloads': [],
  '@fleetlab/kit': [],
  '@fleetlab/upstream': ['@fleetlab/kit'],
  '@fleetlab/blocking': ['@fleetlab/kit', '@fleetlab/workloads'],
  '@fleetlab/threaded': ['@fleetlab/kit', '@fleetlab/workloads'],
  '@fleetlab/async': ['@fleetlab/kit', '@fleetlab/workloads'],
  '@fleetlab/queue': ['@fleetlab/kit', '@fleetlab/workloads'],
  '@fleetlab/local': [],
  '@fleetlab/runner': ['@fleetlab/local', '@fleetlab/workloads'],
  '@fleetlab/dashboards': ['@fleetlab/kit', '@fleetlab/queue', '@fleetlab/runner'],
  '@fleetlab/bench': ['@fleetlab/local', '@fleetlab/queue', '@fleetlab/runner', '@fleetlab/workloads'],
};

interface Package {
  readonly name: string;
  readonly declared: readonly string[];
  readonly imported: readonly string[];
}

function readPackages(): Package[] {
  const { workspaces } = readJson('package.json') as { workspaces: string[] };
  return globSync(
    workspaces.map((workspace) => `${workspace}/package.json`),
    { cwd: root },
  ).map((file) => {
    const { name, dependencies = {} } = readJson(file) as { name: string; dependencies?: Record<string, string> };
    return { name, declared: Object.keys(dependencies), imported: importsUnder(join(root, dirname(file), 'src')) };
  });
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

/** The packages that the sources import, tests and what only they use not counted: `@fleetlab/kit` for '@fleetlab/kit/config'. */
function importsUnder(folder: string): string[] {
  const sources = globSync('**/*.ts', { cwd: folder }).filter((file) => !/\.(spec|contract|fixture)\.ts$/.test(file));
  const specifiers = sources.flatMap(
    (file) => ts.preProcessFile(readFileSync(join(folder, file), 'utf8')).importedFiles,
  );
  const bare = specifiers.map(({ fileName }) => fileName).filter((name) => !name.startsWith('.'));
  const packages = bare.map((name) =>
    name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? ''),
  );
  return [...new Set(packages)].filter((name) => !isBuiltin(name)).sort();
}

describe('the packages', () => {
  const packages = readPackages();

  it('are all in the list of arrows', () => {
    expect(packages.map(({ name }) => name).sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it.each(packages)('$name imports no package of fleetlab that it must not know', ({ name, imported }) => {
    const ours = imported.filter((specifier) => specifier.startsWith('@fleetlab/'));
    expect(ours.filter((specifier) => !MAY_IMPORT[name]?.includes(specifier))).toEqual([]);
  });

  it.each(packages)('$name declares each package that it imports', ({ declared, imported }) => {
    expect(imported.filter((specifier) => !declared.includes(specifier))).toEqual([]);
  });

  it('keep the work free of any framework', () => {
    const workloads = packages.find(({ name }) => name === '@fleetlab/workloads');
    expect(workloads?.imported.filter((specifier) => /nest|fastify|express/.test(specifier))).toEqual([]);
  });
});
