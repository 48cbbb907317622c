import type { GeneratorOptions } from './choose-generator.js';

/** `k6 job grafana/k6:1.8.1 x 2`: several share each load. */
const K6_IN_CLUSTER = /^k6 (job|testrun) (\S+)(?: x (\d+))?$/;

/** The options that an earlier run was given, from the name of what put the load on. */
export function earlierGenerator(name: string): GeneratorOptions {
  if (!name.startsWith('k6 ')) return {};
  const [, way, k6Image, parallelism] = K6_IN_CLUSTER.exec(name) ?? [];
  if (way === undefined) return { generator: 'k6', k6: 'local' };
  const k6 = way as 'job' | 'testrun';
  return { generator: 'k6', k6, k6Image, ...(parallelism !== undefined && { parallelism: Number(parallelism) }) };
}
