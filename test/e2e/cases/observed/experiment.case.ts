import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExperimentRun, runExperiment } from '../../support/experiment.js';
import { figure } from '../../support/figure.js';
import { ask, MODELS } from '../../support/fleet.js';
import { jobIn, order } from '../../support/jobs.js';
import { type ObservedFleet, SPREAD } from '../../support/observed-fleet.js';
import { dashboardNames, describeQuery, showAll, type Shown } from '../../support/panels.js';

const TOLERANCE = 0.05;
/** As long as the services' figures may be apart in age: one scrape. */
const MOMENTS_S = 5;
/** Nothing of this happens to a fleet that is well; that its panels have data is all that can be asked. */
const WELL =
  /Rejected|Waiting|Oldest|Throttl|Lag|Redeliver|Duplicate|Restart|Errors|State|Valid|Jobs|Queue depth|held back/i;

export function describeExperiment(fleet: ObservedFleet): void {
  describe('an experiment over all models', () => {
    let results: string;
    let run: ExperimentRun;

    beforeAll(async () => {
      results = await mkdtemp(join(tmpdir(), 'fleetlab-observed-'));
      await fleet.release.apply(SPREAD);
      await goWrong();
      run = await runExperiment('test/e2e/observed.experiment.yaml', fleet.prometheus.writeUrl, results);
    });
    afterAll(() => rm(results, { recursive: true, force: true }));

    it('is valid', () => {
      const { cells } = run.summary;
      expect(cells.map(({ model, verdict, reasons }) => [model, verdict === 'invalid' ? reasons : 'counts'])).toEqual(
        MODELS.map((model) => [model, 'counts']),
      );
    });

    it.each(dashboardNames())('is shown by every query of every panel of %s', async (name) => {
      const shown =
        name === 'service'
          ? (await Promise.all(MODELS.map((model) => showAll(fleet, name, { model })))).flat()
          : await showAll(fleet, name);
      figure(`queries of ${name} replayed`, shown.length);
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.filter((each) => each.series.length === 0 && !hasNone(each)).map(describeQuery)).toEqual([]);
      const allZero = ({ query, series }: Shown) =>
        series.length > 0 && !WELL.test(query.panel) && series.every(({ greatest }) => greatest === 0);
      expect(shown.filter(allZero).map(describeQuery)).toEqual([]);
    });

    it('has the same throughput on Compare as in its summary', async () => {
      const panels = await showAll(fleet, 'compare');
      const measured = panels.filter(
        ({ query }) => query.panel === 'Throughput against replicas' && query.refId === 'measured',
      );
      for (const { model, throughput } of run.summary.cells) {
        const shown = measured.flatMap(({ series }) => series).find(({ labels }) => labels.model === model)!.greatest;
        expect(Math.abs(shown / throughput.mean - 1)).toBeLessThanOrEqual(TOLERANCE);
      }
    });

    it.each(MODELS)(
      'has the same throughput of %s on Compare as its trial, by what the services count',
      async (model) => {
        const { from, to } = run.windows.get(model)!;
        // So that whatever is looked back at lies in the window, at each of the moments.
        const values = { __rate_interval: `${to - from - MOMENTS_S}s` };
        const live = (await showAll(fleet, 'compare', values)).find(({ query }) => query.panel === 'Throughput')!;
        const series = await fleet.prometheus.range(live.query.expr, { from: to - MOMENTS_S, to, stepS: 1 });
        const drawn = series.find(({ metric }) => metric.model === model)!.values;
        const shown = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
        const { mean } = run.summary.cells.find((cell) => cell.model === model)!.throughput;
        figure(`throughput of ${model}, shown over measured`, shown / mean);
        expect(Math.abs(shown / mean - 1)).toBeLessThanOrEqual(TOLERANCE);
      },
    );

    it('leaves every rule without a fault', async () => {
      const rules = await fleet.prometheus.rules();
      figure('rules evaluated', rules.length);
      expect(rules.some(({ type }) => type === 'alerting')).toBe(true);
      expect(rules.filter(({ health }) => health !== 'ok').map(({ name, lastError }) => [name, lastError])).toEqual([]);
    });
  });
}

/** Nothing bounds how many requests async waits for at a time. */
function hasNone({ query: { expr } }: Shown): boolean {
  return expr.includes('fleetlab_slots') && expr.includes('bound="wait"') && expr.includes('model="async"');
}

/** Some failures, so that what shows them has something to show. */
async function goWrong(): Promise<void> {
  const bad = await order('goes-wrong', { workload: 'sleep', params: { ms: 1 }, failTimes: 5 });
  const late = await ask('/queue/sleep?ms=500&wait=1');
  expect(late.status).toBe(504);
  await jobIn(bad, ({ state }) => state === 'failed');
}
