import { describe, expect, it } from '@jest/globals';
import { jobManifest } from './job-manifest.js';
import { selectorOf, selectorOfAll } from './labels.js';

const NAME = { load: 'fleetlab-k6-3f9a1c00', release: 'lab' };
const LOAD = NAME.load;

function jobOf(instance: number, parallelism: number) {
  return jobManifest({
    ...NAME,
    packed: { main: 'open.tar', files: new Map([['open.tar', Buffer.from('a')]]) },
    ...{ instance, parallelism, deadlineS: 308, env: { RATE: '28' } },
    ...{ k6Image: 'grafana/k6:1.8.1', nodeImage: 'fleetlab:0.1.0', imagePullSecrets: [{ name: 'registry' }] },
  });
}

describe('the Job of k6', () => {
  it('is one k6 for one load, told by its environment', () => {
    const { metadata, spec } = jobOf(1, 1);
    const [k6] = spec!.template.spec!.containers;
    expect(metadata!.name).toBe(`${LOAD}-1`);
    expect(k6!.image).toBe('grafana/k6:1.8.1');
    expect(k6!.args!.at(-1)).toBe('/scripts/open.tar');
    expect(k6!.args!.filter((argument) => /paused|segment/.test(argument))).toEqual([]);
    expect(k6!.env).toContainEqual({ name: 'RATE', value: '28' });
  });

  it('has its part of a load that several share, and waits for the word', () => {
    const jobs = [1, 2, 3].map((instance) => jobOf(instance, 3));
    const args = jobs.map(({ spec }) => spec!.template.spec!.containers[0]!.args!);
    expect(args.map((each) => each.find((argument) => argument.startsWith('--execution-segment=')))).toEqual([
      '--execution-segment=0:1/3',
      '--execution-segment=1/3:2/3',
      '--execution-segment=2/3:1',
    ]);
    for (const each of args) {
      expect(each).toContain('--execution-segment-sequence=0,1/3,2/3,1');
      expect(each).toContain('--paused');
    }
  });

  it('is not tried again, and does not stay where nobody is left to delete it', () => {
    const { spec } = jobOf(1, 1);
    expect(spec).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 308, ttlSecondsAfterFinished: 600 });
    expect(spec!.template.spec!.imagePullSecrets).toEqual([{ name: 'registry' }]);
  });

  it('keeps to the strictest pod security, and may ask nothing of the API server', () => {
    const { spec } = jobOf(1, 1).spec!.template;
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    for (const { securityContext, resources } of spec!.containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(resources!.requests).toBeDefined();
    }
  });

  it('is found again by its load, and as one of those on its release; but not as a part of the release', () => {
    const { metadata, spec } = jobOf(1, 1);
    for (const { labels } of [metadata!, spec!.template.metadata!]) {
      const pairs = Object.entries(labels!).map(([name, value]) => `${name}=${value}`);
      expect(pairs).toEqual(expect.arrayContaining([selectorOf(LOAD), ...selectorOfAll('lab').split(',')]));
      expect(pairs).not.toEqual(expect.arrayContaining(selectorOfAll('another').split(',')));
      expect(labels).not.toHaveProperty('app.kubernetes.io/instance');
    }
  });
});
