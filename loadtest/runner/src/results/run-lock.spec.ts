import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UsageError } from '../usage-error.js';
import { lockNameOf, lockRun, runningIn } from './run-lock.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fleetlab-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the lock of a results folder', () => {
  it('names the process that runs, and leaves nothing behind', async () => {
    expect(await runningIn(folder)).toBeNull();
    const release = await lockRun(folder);
    expect(await runningIn(folder)).toBe(`pid ${process.pid}`);
    await release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused while another process has it, which keeps it', async () => {
    const other = await lockNameOf(process.ppid);
    await writeFile(join(folder, other), '');
    await expect(lockRun(folder)).rejects.toThrow(UsageError);
    await expect(lockRun(folder)).rejects.toThrow(`This run is in progress (pid ${process.ppid})`);
    expect(await readdir(folder)).toEqual([other]);
  });

  it('is had by one of many that want it at once', async () => {
    const wanted = await Promise.allSettled(Array.from({ length: 8 }, () => lockRun(folder)));
    expect(wanted.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(folder)).toEqual([await lockNameOf(process.pid)]);
  });

  it.each([
    ['whose number another process has now', `run.${process.pid}.before.${hostname()}.pid`],
    ['that is gone', `run.${2 ** 30}.unknown.${hostname()}.pid`],
  ])('is taken over from a process %s', async (_, stale) => {
    await writeFile(join(folder, stale), '');
    expect(await runningIn(folder)).toBeNull();
    await lockRun(folder);
    expect(await readdir(folder)).toEqual([await lockNameOf(process.pid)]);
  });

  it('is believed of another host, whose processes cannot be seen, as long as it is renewed', async () => {
    const other = 'run.7.123.lab-experiment-x2v9k.pid';
    await writeFile(join(folder, other), '');
    expect(await runningIn(folder)).toBe('pid 7 on lab-experiment-x2v9k');
    await expect(lockRun(folder)).rejects.toThrow('This run is in progress (pid 7 on lab-experiment-x2v9k)');
    expect(await readdir(folder)).toEqual([other]);

    const long = new Date(Date.now() - 120_000);
    await utimes(join(folder, other), long, long);
    expect(await runningIn(folder)).toBeNull();
    const release = await lockRun(folder);
    expect(await readdir(folder)).toEqual([await lockNameOf(process.pid)]);
    await release();
  });
});
