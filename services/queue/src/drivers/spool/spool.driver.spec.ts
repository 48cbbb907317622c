import { describeQueueDriver } from '../driver.contract.js';
import { SpoolFolder } from './spool-folder.fixture.js';

describeQueueDriver('spool', async () => {
  const folder = await SpoolFolder.create();
  return {
    connect: (options) => folder.open(options),
    destroy: () => folder[Symbol.asyncDispose](),
  };
});
