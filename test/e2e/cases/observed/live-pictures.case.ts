import { describe, expect, it } from '@jest/globals';
import { figure, timed } from '../../support/figure.js';
import { MODELS } from '../../support/fleet.js';
import type { ObservedFleet } from '../../support/observed-fleet.js';
import { showAll, type Shown } from '../../support/panels.js';
import { until } from '../../support/until.js';

const MOST_SECONDS = 180;
/** There is nothing to see of experiments before the first; all other queries of Compare are live. */
const OF_EXPERIMENTS = /^Throughput against /;

export function describeLivePictures(fleet: ObservedFleet): void {
  describe('helm install with values-kind alone', () => {
    it(`shows all four models on Compare within ${MOST_SECONDS} s`, async () => {
      const { seconds } = await timed(async () => {
        await fleet.release.apply();
        await fleet.connect();
        let empty: string[] = [];
        await until(
          'every live query has data',
          async () => {
            empty = (await showAll(fleet, 'compare')).filter(isLive).filter(lacksAModel).map(nameOf);
            return empty.length === 0;
          },
          { everyMs: 2000, withinMs: MOST_SECONDS * 1000 },
        ).catch((error: Error) => {
          error.message += ` Still without: ${empty.join('; ')}`;
          throw error;
        });
      });
      figure('from helm install to every live query of Compare with four models, s', seconds);
      expect(seconds).toBeLessThan(MOST_SECONDS);
    });

    it('has each pod of the fleet as one target, and no other', async () => {
      const pods = await fleet.release.pods();
      const ofFleet = pods.filter(({ metadata }) =>
        COMPONENTS.includes(metadata.labels!['app.kubernetes.io/component']!),
      );
      const targets = await fleet.prometheus.targets();
      expect(targets.map(({ labels }) => labels.pod).sort()).toEqual(
        ofFleet.map(({ metadata }) => metadata.name).sort(),
      );
      expect(targets.filter(({ health }) => health !== 'up')).toEqual([]);
      expect(new Set(targets.map(({ labels }) => labels.release))).toEqual(new Set([fleet.release.name]));
    });
  });
}

const COMPONENTS = [...MODELS, 'queue-worker', 'upstream'];

function isLive({ query }: Shown): boolean {
  return !OF_EXPERIMENTS.test(query.panel);
}

/** Slots are no bound for async, so that it has none to show. */
function lacksAModel({ query, series }: Shown): boolean {
  const expected = query.expr.includes('fleetlab_slots') ? MODELS.filter((model) => model !== 'async') : MODELS;
  const seen = series.map(({ labels }) => labels.model ?? labels.component);
  return !expected.every((model) => seen.includes(model));
}

function nameOf({ query }: Shown): string {
  return `${query.panel} ${query.refId}`;
}
