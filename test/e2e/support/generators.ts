import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { config } from '../config.js';
import { type Ended, Lab } from './lab.js';
import type { Release } from './release.js';

/** What is given to have k6 put the load on in the cluster. */
export const K6_IN_CLUSTER = ['--generator', 'k6', '--k6', 'job', '--k6-image', config.k6Image];

export interface MeasuredCell {
  readonly load: string;
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly throughput: { readonly mean: number };
  readonly latencyMs: { readonly p50: number; readonly p95: number };
}

/** Has the lab measure with one generator. @returns its cells, as summary.json has them */
export async function measureWith(
  args: readonly string[],
  experiment: string,
  release: Release,
): Promise<Ended & { readonly cells: readonly MeasuredCell[] }> {
  const results = await mkdtemp(join(tmpdir(), 'fleetlab-generators-'));
  try {
    const given = ['--url-in-cluster', config.ingressUrlInCluster, '--results', results, ...args];
    const ended = await Lab.run(experiment, release, { args: given }).ended;
    const summary = await readFile(join(results, 'latest/summary.json'), 'utf8').catch(() => {
      throw new Error(`fleetlab ended with ${ended.code} and without a summary:\n${ended.output}`);
    });
    return { ...ended, ...(JSON.parse(summary) as { cells: MeasuredCell[] }) };
  } finally {
    await rm(results, { recursive: true, force: true });
  }
}
