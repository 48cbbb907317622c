import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeService } from './support/fake-service.js';
import { given, runFile, runK6, scripts, type Settings } from './support/run-k6.js';

let service: FakeService;
let open: Settings;

beforeAll(async () => {
  service = await FakeService.start(20);
  open = { BASE_URL: service.url, RATE: 10, WARMUP: '0s', DURATION: '1s', PARAMS: 'ms=20', VUS: 20 };
});
afterAll(() => service[Symbol.asyncDispose]());

describe('what k6 itself is told', () => {
  it('is refused where it replaces the load', async () => {
    const { exitCode, stdout, stderr } = await runK6('open', open, ['--vus', '2', '--duration', '1s']);
    expect(exitCode).toBe(107);
    expect(stderr).toContain('say it with -e VUS=, -e RATE= or -e DURATION=');
    expect(stdout).toContain('Nothing was measured');
  });

  it('may add a tag', async () => {
    const { exitCode, points } = await runK6('open', { ...open, TRIAL: '7' }, ['--tag', 'where=here']);
    expect(exitCode).toBe(0);
    const durations = points.filter(({ metric }) => metric === 'fleetlab_response_duration');
    expect(durations.length).toBeGreaterThanOrEqual(10);
    const tags = { model: 'threaded', workload: 'sleep', trial: '7', experiment: 'none', where: 'here' };
    for (const { data } of durations) expect(data.tags).toMatchObject(tags);
  });

  it('may be an archive, with the settings that it was made with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'k6-archive-'));
    try {
      const archive = join(folder, 'open.tar');
      execFileSync('k6', ['archive', '--quiet', '-O', archive, ...given(open), join(scripts, 'open.ts')]);
      const same = await runFile(archive, {});
      expect({ exitCode: same.exitCode, right: same.summary.phases[0]?.requests.right }).toEqual({
        exitCode: 0,
        right: 10,
      });
      const others = await runFile(archive, { RATE: 20 });
      expect(others.exitCode).toBe(107);
      expect(others.stderr).toContain('This archive was made with other settings');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('may be a part of the load: two halves are the whole', async () => {
    const half = (segment: string) => {
      return runK6('open', { ...open, INSTANCES: 2 }, [
        '--execution-segment',
        segment,
        '--execution-segment-sequence',
        '0,1/2,1',
      ]);
    };
    const halves = await Promise.all([half('0:1/2'), half('1/2:1')]);
    expect(halves.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(halves.reduce((sum, { summary }) => sum + summary.phases[0]!.requests.right, 0)).toBe(10);
  });
});

describe('settings that cannot be used', () => {
  it.each([
    [
      'open',
      { RATE: 'fast', DURATION: '10' },
      'RATE=\\"fast\\" cannot be used: expected a number from 0.001 to 100000. DURATION=\\"10\\" cannot',
    ],
    ['closed', { PARAMS: 'n=1' }, 'PARAMS=\\"n=1\\" cannot be used: expected whole numbers for sleep'],
    ['ramp', { RATE_FROM: 5, RATE_TO: 5 }, 'RATE_TO=\\"5\\" cannot be used: expected more than RATE_FROM, 5'],
    ['stalled-fifth', { STALLED: 11 }, 'STALLED=\\"11\\" cannot be used: expected one of 10 requests'],
    ['stalled-fifth', { STALLED_PARAMS: 'ms=30' }, 'STALLED_PARAMS=\\"ms=30\\" cannot be used'],
    ['jobs', { MODEL: 'async' }, 'MODEL=\\"async\\" cannot be used: expected queue'],
  ])('end %s before it begins, by name: %j', async (script, settings: Settings, message) => {
    const { exitCode, stderr } = await runK6(script, settings);
    expect(exitCode).toBe(107);
    expect(stderr).toContain(message);
  });
});
