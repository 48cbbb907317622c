import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { parseStat, readProcessTrees, readResidentKiB } from './process-tree.js';

describe('the line of a process in /proc', () => {
  it('is read from behind its name, which may hold brackets and blanks', () => {
    const stat = '4711 (a ) b (c) S 12 4711 4711 0 -1 4194560 100 0 0 0 150 25 0 0 20 0 11 0 1 1 1';
    expect(parseStat(stat)).toEqual({ pid: 4711, parentPid: 12, cpuMs: 1750 });
  });
});

const isLinux = process.platform === 'linux';

describe('a process tree', () => {
  it('is not told by a system without /proc', async () => {
    expect((await readProcessTrees([process.pid])) === null).toBe(!isLinux);
  });

  it('holds what its processes started, but nothing else', async () => {
    if (!isLinux) return;
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    await once(child, 'spawn');
    const ended = once(child, 'exit');
    try {
      const own = (await readProcessTrees([process.pid]))!.map(({ pid }) => pid);
      expect(own).toContain(process.pid);
      expect(own).toContain(child.pid);
      expect((await readProcessTrees([child.pid!]))!.map(({ pid }) => pid)).toEqual([child.pid]);
    } finally {
      child.stdin.end();
      await ended;
    }
  });

  it('knows CPU time and memory, and takes a process that is gone for nothing', async () => {
    if (!isLinux) return;
    const [own] = (await readProcessTrees([process.pid]))!;
    expect(own!.cpuMs).toBeGreaterThan(0);
    expect(await readResidentKiB(process.pid)).toBeGreaterThan(1024);
    expect(await readResidentKiB(0)).toBe(0);
  });
});
