import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServiceShape } from './fleet.types.js';
import { SPOOL_PREFIX } from './queue-spool.js';
import { startTestFleet, stopTestFleets } from './test-fixtures/fleet.fixture.js';
import { fixture } from './test-fixtures/mains.js';
import { processesMarked, untilNoneIsMarked } from './test-fixtures/processes.fixture.js';

const SHAPES: readonly ServiceShape[] = [
  { model: 'threaded', replicas: 2, workers: 1, threads: 1 },
  { model: 'queue', replicas: 1, workers: 2, threads: 1 },
];

let mark = '';

beforeEach(() => {
  mark = `fleet-stop-spec-${process.pid}-${Math.random()}`;
  // Inherited by everything that is started.
  process.env.FLEETLAB_MARK = mark;
});

afterEach(stopTestFleets);

async function expectNothingLeft(): Promise<void> {
  // This process itself had its environment before it was marked.
  expect(await processesMarked(mark)).toEqual([]);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`${SPOOL_PREFIX}${process.pid}-`))).toEqual([]);
}

describe('stopping a fleet', () => {
  it('leaves nothing behind, and can be done twice', async () => {
    const { fleet } = await startTestFleet();
    await fleet.open(SHAPES);
    await Promise.all([fleet.stop(), fleet.stop()]);
    await expectNothingLeft();
    await expect(fleet.open(SHAPES)).rejects.toThrow('The fleet was stopped');
  });

  it('leaves nothing behind where a group is just being opened', async () => {
    const { fleet } = await startTestFleet();
    const opening = fleet.open(SHAPES);
    await Promise.all([fleet.stop(), expect(opening).rejects.toThrow()]);
    await expectNothingLeft();
  });

  it.each(['threaded', 'queue', 'queue worker'])('leaves nothing behind where a %s is just starting', async (name) => {
    const { fleet, logs } = await startTestFleet();
    const opening = fleet.open(SHAPES);
    await Promise.all([
      expect(opening).rejects.toThrow(),
      logs.first(new RegExp(`^${name} \\(`)).then(() => fleet.stop()),
    ]);
    await expectNothingLeft();
  });

  it('leaves nothing behind where a service waits to be started again', async () => {
    const { fleet, events } = await startTestFleet();
    const group = await fleet.open(SHAPES);
    process.kill(group.services[0]!.pid, 'SIGKILL');
    await events.first(/starting it again/);
    await fleet.stop();
    await expectNothingLeft();
  });

  it('lets a group that is closing finish', async () => {
    const { fleet } = await startTestFleet();
    const group = await fleet.open(SHAPES);
    await Promise.all([group.close(), fleet.stop()]);
    await expectNothingLeft();
  });
});

describe('a signal that is aborted', () => {
  it('while a group opens stops that group and gives its reason', async () => {
    const { fleet, logs } = await startTestFleet({ async: fixture('unready.js') });
    const abort = new AbortController();
    const opening = fleet.open([{ ...SHAPES[0]!, model: 'async' }], { signal: abort.signal });
    const reason = new Error('enough');
    void logs.first(/^async/).then(() => abort.abort(reason));
    await expect(opening).rejects.toBe(reason);
    expect(fleet.services.map(({ role }) => role)).toEqual(['upstream']);
    await fleet.stop();
    await expectNothingLeft();
  });

  it('before a group opens starts nothing', async () => {
    const { fleet } = await startTestFleet();
    const reason = new Error('enough');
    await expect(fleet.open(SHAPES, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('while the fleet starts stops it and gives its reason', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const options = { signal: abort.signal, onLog: () => abort.abort(reason) };
    await expect(startTestFleet({ upstream: fixture('unready.js') }, options)).rejects.toBe(reason);
    await expectNothingLeft();
  });
});

describe('a supervisor that is killed', () => {
  it.each(['opening', 'open'])('takes everything with it while its group is %s', async (point) => {
    // Where its queue is left, because nobody is there to remove it.
    const temporary = mkdtempSync(join(tmpdir(), 'fleet-stop-spec-'));
    const supervisor: ChildProcess = spawn(process.execPath, [fixture('supervisor.js')], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: supervisor.stdout! })) if (line === point) break;
    expect((await processesMarked(mark)).length).toBeGreaterThan(1);
    supervisor.kill('SIGKILL');
    await once(supervisor, 'exit');
    await untilNoneIsMarked(mark);
    rmSync(temporary, { recursive: true });
  });
});
