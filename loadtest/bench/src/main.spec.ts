import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';

const BENCH = fileURLToPath(new URL('../bin/fleetlab-bench.js', import.meta.url));

function start(...args: string[]) {
  const bench = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', BENCH, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { bench, ended: Promise.all([once(bench, 'close'), text(bench.stdout), text(bench.stderr)]) };
}

async function run(...args: string[]) {
  const [[code], stdout, stderr] = await start(...args).ended;
  return { code: code as number, stdout, stderr };
}

describe('npm run bench', () => {
  it('lists its measurements and examples', async () => {
    const { code, stdout } = await run('--help');

    expect(code).toBe(0);
    expect(stdout).toMatch(
      /Measurements:\n +floor .*\n +telemetry .*\n +slots .*\n +cpu .*\n +queue .*\n +generator .*\n +memory /,
    );
    expect(stdout).toContain('npm run bench -- floor');
  });

  it.each([
    [['flor'], /floor, telemetry, slots, cpu, queue, generator, memory/],
    [['floor', '--rounds', '0'], /a whole number from 1 on/],
    [['floor', '--seconds', 'long'], /more than 0/],
    [['--round', '2'], /Did you mean --rounds\?/],
  ])('refuses %j and says what it takes', async (args, expected) => {
    const { code, stdout, stderr } = await run(...args);

    expect(code).toBe(1);
    expect(stderr).toMatch(expected);
    expect(stdout).toBe('');
  });

  it('prints a line of JSON and a row for each comparison, whichever is faster', async () => {
    const { code, stdout, stderr } = await run('floor', '--rounds', '2', '--seconds', '0.1');

    expect(code).toBe(0);
    const [noise, floor] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(noise).toMatchObject({ name: 'floor.noise', rounds: 2, promise: null });
    expect(floor).toMatchObject({
      name: 'floor',
      ratio: expect.any(Number),
      spread: [expect.any(Number), expect.any(Number)],
      measured: { what: 'async/noop', perSecond: expect.any(Number) },
      machine: { cores: expect.any(Number), node: process.version },
    });
    expect(stderr).toMatch(/^\| floor \| \d\.\d+ \(/m);
  });

  it('ends early when it is interrupted, and says so', async () => {
    const { bench, ended } = start('floor', '--rounds', '100', '--seconds', '60');
    await once(bench.stderr, 'data');
    bench.kill('SIGINT');

    const [[code], , stderr] = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain('Stopped by SIGINT.');
  });
});
