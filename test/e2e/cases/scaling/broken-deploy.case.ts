import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { config } from '../../config.js';
import { CutProxy } from '../../support/cut-proxy.js';
import { describeModel } from '../../support/fleet.js';
import { Lab, REPORTED } from '../../support/lab.js';
import type { Release } from '../../support/release.js';
import { releaseState } from '../../support/release-state.js';
import { until } from '../../support/until.js';

const EXPERIMENT = 'test/e2e/two-shapes.experiment.yaml';
const HOST = 'scaling.fleetlab.test';
const UNREACHABLE_MS = 10_000;

export function describeBrokenDeploy(release: Release): void {
  describe('what goes wrong in a cluster', () => {
    let proxy: CutProxy;
    beforeAll(async () => {
      proxy = await CutProxy.start();
    });
    afterAll(() => proxy.close());

    it('is waited for, where the API server cannot be reached for ten seconds', async () => {
      const before = await releaseState(release);
      const lab = Lab.run(EXPERIMENT, release, proxy);
      await lab.until(/measuring the service time alone/);
      proxy.cut();
      await delay(UNREACHABLE_MS);
      proxy.mend();
      const { output } = await lab.ended;
      expect(output).toContain('The API server answers again');
      expect(output).toMatch(REPORTED);
      expect(await releaseState(release)).toEqual(before);
    });

    it('is told before anything is changed, where nothing lets requests in', async () => {
      await release.apply({ 'ingress.enabled': false });
      expect(await Lab.run(EXPERIMENT, release, { url: null }).ended).toEqual({
        code: 2,
        output: expect.stringContaining("The release 'fleetlab' has no Ingress") as unknown,
      });
      expect(await Lab.run(EXPERIMENT, release, { url: 'http://127.0.0.1:9' }).ended).toEqual({
        code: 2,
        output: expect.stringMatching(/http:\/\/127\.0\.0\.1:9\/\w+ cannot be reached \(ECONNREFUSED\)/) as unknown,
      });
      await release.apply();
      const answers = () => describeModel('threaded', HOST).catch(() => undefined);
      await until('the ingress has noticed', answers);
    });

    it('is told in the words of the kubelet, where an image cannot be pulled', async () => {
      await setImage('fleetlab:never-built');
      try {
        const before = await releaseState(release);
        const { code, output } = await Lab.run(EXPERIMENT, release).ended;
        expect(output).toMatch(/[Pp]od fleetlab-threaded-\S+: (ErrImagePull|ImagePullBackOff) of threaded/);
        expect(code).not.toBeNull();
        expect(await releaseState(release)).toEqual(before);
      } finally {
        // To what Helm has: it refuses to replace what another has set otherwise.
        await setImage(config.image);
        await release.kubectl.run('rollout', 'status', 'deployment/fleetlab-threaded', '--timeout', '2m');
      }
    });

    function setImage(image: string): Promise<string> {
      return release.kubectl.run('set', 'image', 'deployment/fleetlab-threaded', `threaded=${image}`);
    }
  });
}
