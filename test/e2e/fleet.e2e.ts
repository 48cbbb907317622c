import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeAutoscaling } from './cases/autoscaling.case.js';
import { describeBalance } from './cases/balance.case.js';
import { describeCpuLimit } from './cases/cpu-limit.case.js';
import { describeFootprint } from './cases/footprint.case.js';
import { describeInstall } from './cases/install.case.js';
import { describeLongRequest } from './cases/long-request.case.js';
import { describeNeighbours } from './cases/neighbours.case.js';
import { describeQueue } from './cases/queue.case.js';
import { describeRolling } from './cases/rolling.case.js';
import { describeSecurity } from './cases/security.case.js';
import { describeSettings } from './cases/settings.case.js';
import { describeUninstall } from './cases/uninstall.case.js';
import { clusterState } from './support/cluster-state.js';
import { Namespace } from './support/namespace.js';
import { Release } from './support/release.js';
import { until } from './support/until.js';

const namespace = new Namespace('fleetlab-e2e');
const elsewhere = new Namespace('fleetlab-e2e-elsewhere');
const release = new Release('fleetlab', namespace.name);

/** One release, from its installation to its end; the order matters. */
describe('fleetlab on a cluster', () => {
  let before: readonly string[];
  const added = async () => (await clusterState()).filter((name) => !before.includes(name));

  beforeAll(async () => {
    before = await clusterState();
    await namespace.create();
  });
  afterAll(async () => {
    await elsewhere.remove();
    await namespace.remove();
  });

  describeInstall(release);
  describeFootprint(release);
  describeSecurity(release);
  describeSettings(release);
  describeCpuLimit(release);
  describeBalance(release);
  describeLongRequest(release);
  describeRolling(release);
  describeAutoscaling(release);
  describeQueue(release);
  describeNeighbours(release, elsewhere);
  describeUninstall(release);

  it('leaves the cluster as it found it', async () => {
    await namespace.remove();
    // A volume goes a moment after its claim.
    await until('nothing is left in the cluster', async () => (await added()).length === 0).catch(() => undefined);
    expect(await added()).toEqual([]);
  });
});
