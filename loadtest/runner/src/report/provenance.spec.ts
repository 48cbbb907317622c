import { describe, expect, it } from '@jest/globals';
import type { Environment, Summary } from '../results/summary.js';
import { listProvenance } from './provenance.js';

const ON_CLUSTER = { target: 'kubernetes kind/lab/fleet', serviceCores: 0.9, generator: 'k6 v1.8.1 as a Job' };

describe('what a result depends on', () => {
  it.each<[string, Partial<Environment>, string, string]>([
    ['this machine', { target: 'local' }, 'local', ''],
    [
      'a fleet behind an address, whose use is not seen',
      { target: 'url http://a.test', serviceCores: 2 },
      'url http://a.test, with 2 cores as they say themselves; CPU time and memory are not seen from outside',
      ' --target url --url http://a.test',
    ],
    [
      'a release on a cluster, whose use is seen',
      ON_CLUSTER,
      'kubernetes kind/lab/fleet, with 0.9 cores as they say themselves',
      ' --target kubernetes --context kind --namespace lab --release fleet --generator k6',
    ],
  ])('is told of %s, and how to measure it again', (_, environment, servicesRanOn, options) => {
    const lines = new Map(listProvenance(summaryWith(environment)));
    expect(lines.get('services ran on')).toBe(servicesRanOn);
    expect(lines.get('run it again')).toBe(
      `npx fleetlab run experiment.yaml --seed 7${options}, in the folder of this report`,
    );
  });
});

function summaryWith(environment: Partial<Environment>): Summary {
  const nothing = { cells: [], searches: [], retried: [], trials: 0, seed: 7, startedAt: '', finishedAt: '' };
  return {
    ...nothing,
    environment: { generator: 'embedded', cores: 2, memoryMiB: 1, ...environment },
  } as unknown as Summary;
}
