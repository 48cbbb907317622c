import { expect, it } from '@jest/globals';
import { availableParallelism, totalmem } from 'node:os';
import { collectEnvironment } from './environment.js';

it('an environment says what a result depends on', async () => {
  const environment = await collectEnvironment('local', 'embedded');
  expect(environment).toMatchObject({
    fleetlab: expect.stringMatching(/^\d+\.\d+\.\d+/),
    node: process.versions.node,
    cores: availableParallelism(),
    target: 'local',
    generator: 'embedded',
  });
  expect(environment.memoryMiB).toBeGreaterThan(0);
  expect(environment.memoryMiB).toBeLessThanOrEqual(Math.ceil(totalmem() / 2 ** 20));
  expect(environment.commit ?? '0000000').toMatch(/^[0-9a-f]{7,40}(-dirty)?$/);
});
