import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Child } from './child.js';

describe('a child process of the bench', () => {
  let folder: string;
  const never = new AbortController().signal;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleetlab-bench-'));
    writeFileSync(join(folder, 'echo.mjs'), `process.on('message', (text) => process.send({ echo: text }));`);
    writeFileSync(join(folder, 'broken.mjs'), `throw new Error('no such database');`);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('answers what it is asked', async () => {
    await using child = new Child(join(folder, 'echo.mjs'));

    expect(await child.ask({ a: 1 }, never)).toEqual({ echo: { a: 1 } });
    expect(await child.ask({ b: 2 }, never)).toEqual({ echo: { b: 2 } });
  });

  it('tells what a child that ended had to say', async () => {
    await using child = new Child(join(folder, 'broken.mjs'));

    await expect(child.ask(null, never)).rejects.toThrow(/^broken\.mjs ended with exit code 1: [^]*no such database/);
  });

  it('is gone once it is disposed of', async () => {
    const child = new Child(join(folder, 'echo.mjs'));
    await child.ask({}, never);

    await child[Symbol.asyncDispose]();

    expect(() => process.kill(child.pid, 0)).toThrow('ESRCH');
  });

  it('stops waiting for an answer when it is interrupted', async () => {
    await using child = new Child(join(folder, 'echo.mjs'));

    await expect(child.ask(null, AbortSignal.abort())).rejects.toThrow();
  });
});
