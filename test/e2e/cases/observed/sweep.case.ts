import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { config } from '../../config.js';
import { figure, timed } from '../../support/figure.js';
import { K6_IN_CLUSTER } from '../../support/generators.js';
import { Lab } from '../../support/lab.js';
import { type ObservedFleet, SPREAD } from '../../support/observed-fleet.js';
import { describeQuery, showAll, type Shown } from '../../support/panels.js';
import { type ObjectState, releaseState } from '../../support/release-state.js';

const EXPERIMENT = 'scaling-e2e';
const LEAST_ATTAINED = 0.9;
const MOST_SECONDS = 600;
const DASHBOARDS = ['compare', 'experiments'];
const BEFORE = { ...SPREAD, 'drain.preStopSeconds': 1 };

interface SweptCell {
  readonly id: string;
  readonly model: string;
  readonly slots: number | null;
  readonly attained: number;
  readonly verdict: string;
  readonly reasons: readonly string[];
}

/** The question of the whole project, on a cluster: by k6 in the cluster, shown while it goes on, and nothing left changed. */
export function describeSweep(fleet: ObservedFleet): void {
  describe('a sweep over models, replicas and threads', () => {
    let results: string;
    let before: Record<string, ObjectState>;
    let meanwhile: readonly Shown[];
    let cells: readonly SweptCell[];

    beforeAll(async () => {
      results = await mkdtemp(join(tmpdir(), 'fleetlab-sweep-'));
      await fleet.release.apply(BEFORE);
      before = await releaseState(fleet.release);
      const { seconds } = await timed(async () => {
        const where = ['--url-in-cluster', config.ingressUrlInCluster, '--push', fleet.prometheus.writeUrl];
        const args = [...K6_IN_CLUSTER, ...where, '--results', results];
        const lab = Lab.run(`test/e2e/${EXPERIMENT.replace('-e2e', '')}.experiment.yaml`, fleet.release, { args });
        // Once each model has been measured, most likely: rounds are shuffled.
        await lab.until(/trial (1[3-9]|[23]\d) of 36/);
        meanwhile = await showBoth(fleet);
        await lab.ended;
      });
      figure('a sweep of 12 settings in 3 rounds, s', seconds);
      expect(seconds).toBeLessThan(MOST_SECONDS);
      const summary = await readFile(join(results, 'latest/summary.json'), 'utf8');
      cells = (JSON.parse(summary) as { cells: readonly SweptCell[] }).cells;
    }, 1_200_000);
    afterAll(() => rm(results, { recursive: true, force: true }));

    it('has no invalid cell', () => {
      for (const { id, attained, verdict } of cells) figure(`${id}, attained (${verdict})`, attained);
      expect(cells).toHaveLength(12);
      expect(cells.filter(({ verdict }) => verdict === 'invalid').map(({ id, reasons }) => [id, reasons])).toEqual([]);
    });

    it('attains what slots and service time predict, at every number of slots; async what its clients ask for', () => {
      // What a machine with other work did is told by the verdict, and no fault of the fleet's.
      const trusted = cells.filter(({ verdict }) => verdict === 'valid');
      figure('cells that are valid', trusted.length);
      expect(
        trusted.filter(({ attained }) => attained < LEAST_ATTAINED).map(({ id, attained }) => [id, attained]),
      ).toEqual([]);
    });

    it.each(['meanwhile', 'afterwards'])('is shown by every panel of Compare and Experiments %s', async (when) => {
      const shown = when === 'meanwhile' ? meanwhile : await showBoth(fleet);
      figure(`queries replayed ${when}`, shown.length);
      expect(shown.filter(({ series }) => series.length === 0).map(describeQuery)).toEqual([]);
    });

    it('leaves the release as it was, for a plain helm upgrade', async () => {
      const now = await releaseState(fleet.release);
      for (const [name, state] of Object.entries(before)) expect([name, now[name]]).toEqual([name, state]);
      await fleet.release.apply({ ...BEFORE, 'services.threaded.threads': 3 });
    });
  });
}

async function showBoth(fleet: ObservedFleet): Promise<readonly Shown[]> {
  const shown = await Promise.all(DASHBOARDS.map((name) => showAll(fleet, name, { experiment: EXPERIMENT })));
  return shown.flat();
}
