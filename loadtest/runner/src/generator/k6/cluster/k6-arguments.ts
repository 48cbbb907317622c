import { QUIET } from '../quiet.js';
import type { PackedScript } from './pack-script.js';
import { scriptPath } from './scripts-config-map.js';

/** The port of k6's own API, by which it is told to go on. */
export const K6_PORT = 6565;

/** What is said to k6 number `instance` (from 1) of so many that share a load. */
export function k6Arguments(packed: PackedScript, instance: number, parallelism: number): string[] {
  return [
    'run',
    ...QUIET,
    `--address=0.0.0.0:${K6_PORT}`,
    ...(parallelism > 1 ? [...segmentArguments(instance, parallelism), '--paused'] : []),
    scriptPath(packed),
  ];
}

/** The part of the load that is this one's, as the k6-operator says it, too. */
function segmentArguments(instance: number, parallelism: number): string[] {
  const edge = (index: number) => (index === 0 ? '0' : index === parallelism ? '1' : `${index}/${parallelism}`);
  const sequence = Array.from({ length: parallelism + 1 }, (_, index) => edge(index)).join(',');
  return [`--execution-segment=${edge(instance - 1)}:${edge(instance)}`, `--execution-segment-sequence=${sequence}`];
}
