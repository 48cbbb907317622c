import base from '../../jest.config.js';

/** One cluster, one release, one list of cases: they run one after another, and each may take its time. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/e2e'],
  testMatch: ['**/*.e2e.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  globalSetup: '<rootDir>/test/e2e/preflight.mjs',
  testTimeout: 300_000,
  maxWorkers: 1,
};
