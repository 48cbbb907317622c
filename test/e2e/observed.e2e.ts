import { afterAll, beforeAll, describe } from '@jest/globals';
import { shell } from './support/command.js';
import { config } from './config.js';
import { describeCounts } from './cases/observed/counts.case.js';
import { describeExperiment } from './cases/observed/experiment.case.js';
import { describeLivePictures } from './cases/observed/live-pictures.case.js';
import { describeSweep } from './cases/observed/sweep.case.js';
import { describeTraces } from './cases/observed/traces.case.js';
import { ObservedFleet } from './support/observed-fleet.js';

const fleet = new ObservedFleet();

/** One release with all that watches it; the order matters. */
describe('a fleet that is watched', () => {
  beforeAll(async () => {
    await fleet.namespace.create();
    if (config.imageLoad) await shell(`${config.imageLoad} ${config.image}`);
  });
  afterAll(() => fleet.remove());

  describeLivePictures(fleet);
  describeTraces(fleet);
  describeCounts(fleet);
  describeExperiment(fleet);
  describeSweep(fleet);
});
