import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeModel } from '../../support/fleet.js';
import { figure, timed } from '../../support/figure.js';
import { Lab, REPORTED } from '../../support/lab.js';
import type { Release } from '../../support/release.js';
import { type ObjectState, releaseState } from '../../support/release-state.js';

const EXPERIMENT = 'test/e2e/two-shapes.experiment.yaml';
const HOST = 'scaling.fleetlab.test';
const KEPT = 'ConfigMap/fleetlab-originals-fleetlab';

export function describeRestore(release: Release): void {
  describe('a release that was measured', () => {
    let before: Record<string, ObjectState>;
    beforeAll(async () => {
      before = await releaseState(release);
    });

    it('is as it was, with every setting and every owner of one', async () => {
      const { seconds, value } = await timed(() => Lab.run(EXPERIMENT, release).ended);
      expect(value.output).toMatch(REPORTED);
      figure('two-shapes, s', seconds);
      expect(await releaseState(release)).toEqual(before);
    });

    it('is as it was after Ctrl-C', async () => {
      const lab = Lab.run(EXPERIMENT, release);
      await lab.until(/measuring the service time alone · queue/);
      expect((await releaseState(release))['Deployment/fleetlab-threaded']).not.toEqual(
        before['Deployment/fleetlab-threaded'],
      );
      lab.signal('SIGINT');
      expect((await lab.ended).code).toBe(130);
      expect(await releaseState(release)).toEqual(before);
    });

    it('is put back by `fleetlab restore` after kill -9, and only once', async () => {
      await killInTheMiddle(release);
      const killed = await releaseState(release);
      expect(Object.keys(killed)).toContain(KEPT);
      expect(killed['Deployment/fleetlab-threaded']).not.toEqual(before['Deployment/fleetlab-threaded']);
      const restored = await Lab.restore(release);
      expect([restored.code, restored.output]).toEqual([
        0,
        expect.stringMatching(/Deployment fleetlab-threaded: put back .*env\[THREADS\]/),
      ]);
      expect(await releaseState(release)).toEqual(before);
      expect(await Lab.restore(release)).toEqual({
        code: 0,
        output: expect.stringMatching(/^Nothing to restore/) as unknown,
      });
    });

    it('is put back by the next run after kill -9, which says so', async () => {
      await killInTheMiddle(release);
      const { output } = await Lab.run(EXPERIMENT, release).ended;
      expect(output).toContain('A run that was killed had left the release changed');
      expect(output).toMatch(REPORTED);
      expect(await releaseState(release)).toEqual(before);
    });

    it('is not measured by two at a time, and not restored under the hands of one', async () => {
      const lab = Lab.run(EXPERIMENT, release);
      await lab.until(/measuring the service time alone/);
      const said = expect.stringContaining('is being measured by another run') as unknown;
      expect(await Lab.run(EXPERIMENT, release).ended).toEqual({ code: 2, output: said });
      expect(await Lab.restore(release)).toEqual({ code: 2, output: said });
      lab.signal('SIGINT');
      await lab.ended;
      expect(await releaseState(release)).toEqual(before);
    });

    it('keeps what somebody else has changed since', async () => {
      await killInTheMiddle(release);
      await release.kubectl.run('scale', 'deployment/fleetlab-threaded', '--replicas=3');
      const { output } = await Lab.restore(release);
      expect(output).toMatch(
        /Deployment fleetlab-threaded: .*left alone what somebody else has changed since: replicas/,
      );
      expect((await release.objectOf('deployment', 'threaded')).spec).toMatchObject({
        replicas: 3,
      });
      await release.kubectl.run('scale', 'deployment/fleetlab-threaded', '--replicas=1');
    });

    it('takes a plain helm upgrade', async () => {
      await release.apply({ 'services.threaded.threads': 3 });
      expect((await describeModel('threaded', HOST)).limits.slots.wait).toBe(3);
      await release.apply();
    });
  });
}

async function killInTheMiddle(release: Release): Promise<void> {
  const lab = Lab.run(EXPERIMENT, release);
  await lab.until(/measuring the service time alone · queue/);
  lab.signal('SIGKILL');
  expect((await lab.ended).code).toBeNull();
}
