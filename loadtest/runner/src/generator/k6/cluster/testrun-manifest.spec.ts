import { describe, expect, it } from '@jest/globals';
import { selectorOf } from './labels.js';
import { testRunManifest } from './testrun-manifest.js';

const NAME = { load: 'fleetlab-k6-3f9a1c00', release: 'lab' };
const LOAD = NAME.load;

describe('the TestRun of a load', () => {
  it('runs the same script with the same settings, as often as it is shared', () => {
    const { spec, metadata } = testRunManifest({
      ...NAME,
      packed: { main: 'closed.tar', files: new Map([['closed.tar', Buffer.from('a')]]) },
      ...{ parallelism: 2, env: { VUS: '8' }, k6Image: 'grafana/k6:1.8.1' },
      imagePullSecrets: [{ name: 'registry' }],
    });
    expect(metadata.name).toBe(LOAD);
    expect(spec).toMatchObject({ parallelism: 2, script: { localFile: '/scripts/closed.tar' }, quiet: 'true' });
    expect(spec.arguments).toBe('--no-color --log-format raw --no-usage-report');
    for (const { env, volumeMounts, volumes, imagePullSecrets } of [spec.runner, spec.initializer]) {
      expect(env).toContainEqual({ name: 'VUS', value: '8' });
      expect(imagePullSecrets).toEqual([{ name: 'registry' }]);
      expect(volumeMounts[0]!.mountPath).toBe('/scripts');
      expect(volumes[0]!.configMap!.name).toBe(LOAD);
    }
    expect(Object.entries(spec.runner.metadata.labels).map((pair) => pair.join('='))).toContain(selectorOf(LOAD));
    expect(spec.initializer).not.toHaveProperty('metadata');
  });
});
