import { describe, expect, it } from '@jest/globals';
import { workloads } from '@fleetlab/workloads';
import { config } from '../config.js';
import { shell } from '../support/command.js';
import { figure, timed } from '../support/figure.js';
import { ask, describeModel, MODELS } from '../support/fleet.js';
import type { Release } from '../support/release.js';

const MOST_SECONDS = 90;
/** Quick forms of each, so that what is shown is that they answer. */
const QUERIES: Readonly<Record<string, string>> = {
  sleep: 'ms=10',
  request: 'ms=10',
  compute: 'n=20000',
  memory: 'mib=1',
  steps: 'n=2&ms=5',
};

export function describeInstall(release: Release): void {
  describe('helm install', () => {
    it(`has every pod ready within ${MOST_SECONDS} s of the image being built`, async () => {
      const { seconds } = await timed(async () => {
        if (config.imageLoad) await shell(`${config.imageLoad} ${config.image}`);
        await release.apply();
      });
      figure('from image built to every pod ready, s', seconds);
      expect(seconds).toBeLessThan(MOST_SECONDS);
    });

    it('passes helm test', async () => {
      const said = await release.test();
      process.stdout.write(said);
      expect(said).toMatch(/Phase:\s+Succeeded/);
    });

    it.each(MODELS)('answers every workload of %s through the ingress', async (model) => {
      const names = [...workloads.keys()];
      expect((await describeModel(model)).workloads).toEqual(names);
      const wait = model === 'queue' ? 'wait=30000' : '';
      const answers = names.map(async (workload) => {
        const query = [QUERIES[workload], wait].filter(Boolean).join('&');
        const { status, body } = await ask(`/${model}/${workload}?${query}`);
        return [workload, status, body.result !== undefined] as const;
      });
      expect(await Promise.all(answers)).toEqual(names.map((workload) => [workload, 200, true]));
    });
  });
}
