import { afterEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSpool, SPOOL_PREFIX } from './queue-spool.js';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function leaveFolder(pid: number): string {
  const folder = mkdtempSync(join(tmpdir(), `${SPOOL_PREFIX}${pid}-`));
  folders.push(folder);
  return folder;
}

describe('a fresh spool', () => {
  it('clears away what a killed supervisor left, and nothing of one that lives', () => {
    const { pid: deadPid } = spawnSync(process.execPath, ['--version']);
    const dead = leaveFolder(deadPid);
    const alive = leaveFolder(process.ppid);
    const spool = createSpool();
    folders.push(dirname(spool.file));
    expect([existsSync(dead), existsSync(alive)]).toEqual([false, true]);
    spool.remove();
    expect(existsSync(dirname(spool.file))).toBe(false);
  });
});
