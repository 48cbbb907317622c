import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { config } from '../../config.js';
import type { Summary } from '../../support/experiment.js';
import { figure } from '../../support/figure.js';
import type { KubeObject } from '../../support/kubectl.js';
import { PortForward } from '../../support/port-forward.js';
import { type Release, type Settings, settingsOfImage } from '../../support/release.js';
import { type ObjectState, releaseState } from '../../support/release-state.js';
import { until } from '../../support/until.js';

/** Without a comma, which would end a value of Helm's --set. */
const EXPERIMENT = `
name: in-a-job
question: Does a Job of the release measure it?
matrix:
  model:
    - threaded
  workload:
    - sleep:
        ms: 50
  replicas:
    - 1
    - 2
  threads:
    - 2
  load:
    - closed:
        perSlot: 4
trial:
  warmup: 1s
  duration: 3s
  repeat: 3
`;
const LONGEST_MS = 240_000;

type Job = KubeObject<unknown, { readonly succeeded?: number; readonly failed?: number }>;

/** Of a run that takes no kubeconfig, no clone, and nobody who waits for it. */
export function describeExperimentJob(release: Release, generator: 'embedded' | 'k6'): void {
  describe(`an experiment as a Job of the release, with the generator ${generator}`, () => {
    const settings = settingsOf(generator);
    let before: Record<string, ObjectState>;
    let results: PortForward;

    beforeAll(async () => {
      await release.apply();
      before = await releaseState(release);
      await release.apply(settings);
      const { status } = await until('the Job has ended', () => endedJob(release), { withinMs: LONGEST_MS });
      if (status.failed) throw new Error(await logOf(release));
      const { metadata } = await release.objectOf('services', 'results');
      results = await PortForward.open(release.namespace, metadata.name, 80);
    }, LONGEST_MS + 240_000);
    afterAll(() => results?.close());

    it('measures each shape of the release, and says what it found', async () => {
      const { name, cells } = (await (await fetch(`${results.url}/latest/summary.json`)).json()) as Summary;
      expect([name, cells.length]).toEqual(['in-a-job', 2]);
      for (const { reasons, verdict, throughput } of cells) {
        figure('throughput of threaded, measured by a Job', throughput.mean);
        expect(verdict === 'invalid' ? reasons : 'counts').toBe('counts');
      }
      expect(await logOf(release)).toContain('The whole report: ');
    });

    it('puts the release back as it was', async () => {
      const now = await releaseState(release);
      for (const [name, state] of Object.entries(before)) expect([name, now[name]]).toEqual([name, state]);
    });

    it('shows its results to be read, and not to be changed', async () => {
      const page = await (await fetch(results.url)).text();
      expect(page).toContain('in-a-job/report.html');
      const report = await fetch(`${results.url}/latest/report.html`);
      expect([report.status, await report.text()]).toEqual([200, expect.stringContaining('</html>')]);
      expect((await fetch(`${results.url}/latest/report.html`, { method: 'DELETE' })).status).toBe(405);
    });

    it('gives its results to kubectl cp', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'fleetlab-results-'));
      try {
        await release.kubectl.run('cp', `${await release.pod('results')}:/results`, folder);
        const [run] = (await readdir(folder)).filter((name) => name.endsWith('-in-a-job'));
        expect(await readFile(join(folder, run!, 'report.md'), 'utf8')).toContain('Does a Job of the release');
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    it('is not run again by an upgrade of something else, which needs no force', async () => {
      const [job] = await jobsOf(release);
      await release.apply({ ...settings, 'services.threaded.threads': 3 });
      const jobs = await jobsOf(release);
      expect(jobs.map(({ metadata }) => metadata)).toEqual([job!.metadata]);
    });

    it('goes, and its results stay', async () => {
      await release.apply();
      expect(await jobsOf(release)).toEqual([]);
      expect(await release.pods('results')).toEqual([]);
      const claims = await release.kubectl.list('persistentvolumeclaims', release.selector('results'));
      expect(claims).toHaveLength(1);
    });
  });
}

function settingsOf(generator: string): Settings {
  return {
    'loadtest.experiment.enabled': true,
    'loadtest.experiment.file': EXPERIMENT,
    'loadtest.experiment.url': config.ingressUrlInCluster,
    'loadtest.experiment.generator': generator,
    ...settingsOfImage('loadtest.experiment.k6.image', config.k6Image),
  };
}

function jobsOf(release: Release): Promise<readonly Job[]> {
  return release.kubectl.list<Job>('jobs', release.selector('experiment'));
}

async function endedJob(release: Release): Promise<Job | undefined> {
  const [job] = await jobsOf(release);
  return job && (job.status.succeeded || job.status.failed) ? job : undefined;
}

function logOf(release: Release): Promise<string> {
  return release.kubectl.run('logs', '--selector', release.selector('experiment'), '--all-containers', '--tail', '-1');
}
