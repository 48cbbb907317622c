import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Specs that need a real redis-server are named *.redis.spec.ts. Without one they are left out, which is said. */
const hasRedis = isOnPath('redis-server');
if (!hasRedis) {
  process.stderr.write(
    'No redis-server on the PATH: *.redis.spec.ts are left out. To run them too: apt-get install redis-server\n',
  );
}

/** One configuration for all packages: a spec sees its own package as source and the others as built. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/services', '<rootDir>/deploy', '<rootDir>/loadtest', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/test/e2e/', ...(hasRedis ? [] : ['\\.redis\\.spec\\.ts$'])],
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
