import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config, root } from '../config.js';
import { command } from './command.js';

/** As much of summary.json as is looked at here. */
export interface Summary {
  readonly name: string;
  readonly cells: readonly {
    readonly model: string;
    readonly throughput: { readonly mean: number };
    readonly requests: number;
    readonly verdict: string;
    readonly reasons: readonly string[];
  }[];
}

export interface ExperimentRun {
  readonly summary: Summary;
  /** When each trial's window was open, in epoch seconds, by model. */
  readonly windows: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
}

/** Has the lab measure the fleet behind the ingress. @param results a folder for what it finds */
export async function runExperiment(file: string, pushUrl: string, results: string): Promise<ExperimentRun> {
  const lab = join(root, 'loadtest/runner/bin/fleetlab.js');
  const target = ['--target', 'url', '--url', config.ingressUrl];
  await command('node', [lab, 'run', file, ...target, '--push', pushUrl, '--results', results]);
  const read = (name: string) => readFile(join(results, 'latest', name), 'utf8');
  const trials = (await read('trials.jsonl'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Trial);
  return {
    summary: JSON.parse(await read('summary.json')) as Summary,
    windows: new Map(trials.map((trial) => [trial.cell.split(' ')[0]!, windowOf(trial)])),
  };
}

interface Trial {
  readonly cell: string;
  readonly startedAt: string;
  readonly window: { readonly warmupMs: number; readonly durationMs: number };
}

function windowOf({ startedAt, window }: Trial): { from: number; to: number } {
  const from = (Date.parse(startedAt) + window.warmupMs) / 1000;
  return { from, to: from + window.durationMs / 1000 };
}
