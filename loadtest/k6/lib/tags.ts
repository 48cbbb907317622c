import exec from 'k6/execution';
import { config } from './config.ts';

/** Those of k6's own that are worth a series each. No `url`: with its query there would be as many as parameters. */
export const systemTags = ['name', 'method', 'status', 'error_code', 'check', 'scenario', 'expected_response'];

/** What every sample of a run carries. */
export interface RunTags {
  readonly [name: string]: string;
}

export function tagsOf({ model, workload }: { readonly model: string; readonly workload: string }): RunTags {
  return {
    model,
    workload,
    replicas: config.REPLICAS,
    workers: config.WORKERS,
    threads: config.THREADS,
    trial: config.TRIAL,
    experiment: config.EXPERIMENT,
  };
}

/** For all samples of this VU from now on. */
export function tagSamples(tags: Readonly<Record<string, string>>): void {
  Object.assign(exec.vu.metrics.tags, tags);
}
