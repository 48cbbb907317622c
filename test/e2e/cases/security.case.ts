import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reachedFrom } from '../support/connect.js';
import { ControlPods } from '../support/control-pods.js';
import type { Pod } from '../support/kubectl.js';
import type { Release } from '../support/release.js';

const COMPONENTS = ['blocking', 'threaded', 'async', 'queue', 'queue-worker', 'upstream', 'redis'] as const;
type Component = (typeof COMPONENTS)[number];

/** Who may open a connection to whom inside the release; everything else is denied. */
const ALLOWED: readonly (readonly [from: Component, to: Component])[] = [
  ['blocking', 'upstream'],
  ['threaded', 'upstream'],
  ['async', 'upstream'],
  ['queue-worker', 'upstream'],
  ['queue', 'redis'],
  ['queue-worker', 'redis'],
];
const WITH_NODE = COMPONENTS.filter((component) => component !== 'redis');
const PORTS: Readonly<Record<Component, number>> = {
  blocking: 8080,
  threaded: 8080,
  async: 8080,
  queue: 8080,
  'queue-worker': 9090,
  upstream: 8080,
  redis: 6379,
};

export function describeSecurity(release: Release): void {
  describe('restricted pods', () => {
    it('run as another user than root, cannot gain rights, and write nowhere but to their volumes', async () => {
      for (const component of COMPONENTS) {
        const said = await release.kubectl.exec(await release.pod(component), 'sh', '-c', LOOK);
        const found = Object.fromEntries(
          said
            .trim()
            .split('\n')
            .map((line) => line.split(/[:\s]+/, 2)),
        );
        expect([component, found]).toEqual([component, { user: expect.stringMatching(/^[1-9]\d*$/), ...CONFINED }]);
      }
    });

    it('have Node as their first process', async () => {
      const pod = await release.pod('blocking');
      const first = (await release.kubectl.exec(pod, 'cat', '/proc/1/cmdline')).split('\0');
      expect(first[0]).toMatch(/(^|\/)node$/);
    });
  });

  describe('the network policy', () => {
    const control = new ControlPods(release.kubectl);
    const addresses = new Map<Component, string>();
    let isEnforced = false;

    beforeAll(async () => {
      await control.start();
      for (const component of COMPONENTS) {
        const pod = await release.pod(component);
        addresses.set(component, (await release.kubectl.get<Pod>('pod', pod)).status.podIP!);
      }
      isEnforced = await control.areSeparated();
      if (!isEnforced) {
        process.stdout.write(
          '  SKIPPED: this cluster enforces no NetworkPolicy; test/chart checks the rendered ones.\n',
        );
      }
    });
    afterAll(() => control.remove());

    it.each(WITH_NODE)('lets %s reach what it needs, and nothing else of the release', async (from) => {
      const pod = await release.pod(from);
      const others = COMPONENTS.filter((component) => component !== from);
      const targets = others.map((name) => ({ name, host: addresses.get(name)!, port: PORTS[name] }));
      const reached = await reachedFrom(release.kubectl, pod, targets);
      const allowed = ALLOWED.filter(([source]) => source === from).map(([, to]) => to);
      if (isEnforced) expect(reached.sort()).toEqual(allowed.sort());
      else expect(reached).toEqual(expect.arrayContaining(allowed));
    });
  });
}

/** `CapEff: 0...` and `NoNewPrivs: 1` of the first process, and what happens to a file beside the program. */
const LOOK = `echo user $(id -u)
grep -E '^(CapEff|NoNewPrivs):' /proc/1/status
for place in / /app /usr /var /home; do [ -d $place ] && (touch $place/written 2>/dev/null && echo written $place); done
echo checked yes`;
const CONFINED = { CapEff: '0000000000000000', NoNewPrivs: '1', checked: 'yes' };
