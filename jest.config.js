import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Specs that need a program which npm does not bring. Where it is missing they are left out, and it is said. */
const NEEDED = {
  helm: '*.helm*.spec.ts',
  k6: '*.k6.spec.ts',
  'redis-server': '*.redis.spec.ts',
  prometheus: '*.prometheus.spec.ts',
  promtool: '*.promtool.spec.ts',
};
const missing = Object.entries(NEEDED).filter(([program]) => !isOnPath(program));
for (const [program, specs] of missing) process.stderr.write(`SKIPPED ${specs}: ${program} is not on PATH.\n`);

/** One configuration for all packages: a spec sees its own package as source and the others as built. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/services', '<rootDir>/dashboards', '<rootDir>/deploy', '<rootDir>/loadtest', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', ...missing.map(([, specs]) => `!**/${specs}`)],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/dashboards/build/', '/test/e2e/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testTimeout: 60_000,
};

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
