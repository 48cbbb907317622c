import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Lab, REPORTED } from '../../support/lab.js';
import type { Release } from '../../support/release.js';
import { Stranger } from '../../support/stranger.js';

const EXPERIMENT = 'test/e2e/two-shapes.experiment.yaml';

export function describeRights(release: Release): void {
  describe('somebody without rights', () => {
    let stranger: Stranger;
    beforeAll(async () => {
      stranger = await Stranger.create(release.kubectl, 'measurer');
    });
    afterAll(() => stranger.remove());

    it('is told which right is missing, and where it is to be had', async () => {
      const { code, output } = await Lab.run(EXPERIMENT, release, stranger).ended;
      expect([code, output]).toEqual([2, expect.stringContaining('loadtest.rbac.create=true')]);
      expect(output).toMatch(/cannot get resource "configmaps"/);
    });

    it('measures the release with the Role of the chart', async () => {
      await release.apply({
        'loadtest.rbac.create': true,
        'loadtest.rbac.subjects[0].kind': 'ServiceAccount',
        'loadtest.rbac.subjects[0].name': 'measurer',
        'loadtest.rbac.subjects[0].namespace': release.namespace,
      });
      expect((await Lab.run(EXPERIMENT, release, stranger).ended).output).toMatch(REPORTED);
    });
  });
}
