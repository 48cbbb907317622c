// A worker on the spool named in argv, in a process that can be killed or stopped. Each job takes `params.ms`.
import { setTimeout as wait } from 'node:timers/promises';
import { SpoolDriver } from '@fleetlab/queue/spool';

const { concurrency, ...options } = JSON.parse(process.argv[2]);
const driver = await SpoolDriver.open({
  ...options,
  onUnusable: (error) => {
    throw error;
  },
});

await driver.consume(
  async ({ job }) => {
    process.send({ started: job.id });
    const startedAt = Date.now();
    await wait(job.params.ms);
    return { result: process.pid, startedAt, finishedAt: Date.now(), cpuMs: null, pid: process.pid, threadId: 0 };
  },
  { concurrency, threads: 1, cpuSlots: 1 },
);
process.on('disconnect', () => process.exit());
process.send({ ready: true });
