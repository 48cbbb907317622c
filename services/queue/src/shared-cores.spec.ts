import { expect, it } from '@jest/globals';
import { availableCores } from '@fleetlab/kit';
import { startService } from '../../../test/support/service.js';
import { SpoolFolder } from './drivers/spool/spool-folder.fixture.js';
import type { Answer } from './queue.fixture.js';

it('workers on a spool share its machine: together they compute on no more than its cores', async () => {
  await using spool = await SpoolFolder.create();
  await using api = await startService('queue', { SPOOL_FILE: spool.file });
  const driver = await spool.open();
  await driver.consume(() => new Promise(() => {}), { concurrency: 5000, threads: 4000, cpuSlots: 3000 });
  const { limits } = (await (await fetch(`${api.url}/queue`)).json()) as Answer;
  expect(limits).toMatchObject({ slots: { wait: 5000, cpu: availableCores() }, settings: { threads: 4000 } });
});
