import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export const scripts = join(import.meta.dirname, '../../../loadtest/k6');

/** As much of a script's summary as tests look at. */
export interface Summary {
  readonly script: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly passed: boolean;
  readonly phases: readonly {
    readonly name: string;
    readonly completed: number;
    readonly requests: {
      readonly right: number;
      readonly failed: number;
      readonly failures: Readonly<Record<string, number>>;
    };
    readonly responseMs: { readonly min: number; readonly max: number } | null;
    readonly waitMs: { readonly max: number } | null;
  }[];
  readonly [figure: string]: unknown;
}

/** A line of `--out json`. */
export interface Point {
  readonly type: string;
  readonly metric: string;
  readonly data: { readonly value: number; readonly tags: Readonly<Record<string, string>> };
}

export type Settings = Readonly<Record<string, string | number>>;

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly summary: Summary;
  readonly points: readonly Point[];
}

/** Runs a script as its README says, with the real k6. Nothing goes to the internet, and no port is taken. */
export function runK6(script: string, settings: Settings, flags: readonly string[] = []): Promise<Ran> {
  return runFile(join(scripts, `${script}.ts`), settings, flags);
}

/** The same of a file, which may be an archive. */
export async function runFile(file: string, settings: Settings, flags: readonly string[] = []): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'k6-'));
  const [summary, samples] = [join(folder, 'summary.json'), join(folder, 'samples.json')];
  const quiet = ['--quiet', '--no-color', '--no-usage-report', '--address='];
  const args = [
    'run',
    ...quiet,
    '--out',
    `json=${samples}`,
    ...flags,
    ...given({ ...settings, SUMMARY: summary }),
    file,
  ];
  try {
    const k6 = spawn('k6', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const exit = once(k6, 'exit') as Promise<[number]>;
    const [stdout, stderr, [exitCode]] = await Promise.all([text(k6.stdout), text(k6.stderr), exit]);
    return { exitCode, stdout, stderr, summary: readSummary(summary), points: readPoints(samples) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `-e NAME=value`, one after the other. */
export function given(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
}

/** Settings that cannot be used end a run before it has a summary. */
function readSummary(file: string): Summary {
  const none = { script: 'none', tags: {}, passed: false, phases: [] };
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Summary) : none;
}

function readPoints(file: string): Point[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Point)
    .filter(({ type }) => type === 'Point');
}
