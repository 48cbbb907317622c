import { afterAll, afterEach, beforeAll, describe, it } from '@jest/globals';
import { describeAutoscaling } from './cases/scaling/autoscaling.case.js';
import { describeBrokenDeploy } from './cases/scaling/broken-deploy.case.js';
import { describeExperimentJob } from './cases/scaling/experiment-job.case.js';
import { describeGenerators } from './cases/scaling/generators.case.js';
import { describePausedAutoscaler } from './cases/scaling/paused-autoscaler.case.js';
import { describeRestore } from './cases/scaling/restore.case.js';
import { describeRights } from './cases/scaling/rights.case.js';
import { config } from './config.js';
import { shell } from './support/command.js';
import { Lab } from './support/lab.js';
import { Namespace } from './support/namespace.js';
import { Release } from './support/release.js';

const namespace = new Namespace('fleetlab-e2e-scaling');
/** A host of its own: other releases of the cluster have the same paths. */
const release = new Release('fleetlab', namespace.name, { 'ingress.hosts[0]': 'scaling.fleetlab.test' });

/** One release that experiments shape, again and again; the order matters. */
describe('experiments on a cluster', () => {
  beforeAll(async () => {
    await namespace.create();
    if (config.imageLoad) await shell(`${config.imageLoad} ${config.image}`);
  });
  afterEach(() => Lab.endAll());
  afterAll(() => namespace.remove());

  it('begin with a release as anybody installs it', () => release.apply());

  describeRestore(release);
  describeRights(release);
  describePausedAutoscaler(release);
  describeAutoscaling(release);
  describeBrokenDeploy(release);
  describeGenerators(release);
  describeExperimentJob(release, 'k6');
});
