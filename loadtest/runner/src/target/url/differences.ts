import type { Cell } from '../../experiment/plan.js';
import { exact } from '../../results/figure.js';
import type { ModelDescription } from '../model-description.js';

/**
 * In what a setting of the experiment differs from what is there, `threads is 8 there` for instance. Replicas cannot be seen
 * through an ingress and are believed, except those of a queue, whose API knows all its workers.
 */
export function differences(
  { shape: { model, replicas, workers, threads }, via }: Pick<Cell, 'shape' | 'via'>,
  settings: ModelDescription['limits']['settings'],
): string[] {
  const found = Object.entries(expected()).filter(([key, value]) => settings[key] !== value);
  return found.map(([key]) => `${key} is ${settings[key] == null ? 'not told' : exact(settings[key])} there`);

  function expected(): Record<string, number> {
    switch (model) {
      case 'blocking':
        return { workers };
      case 'threaded':
        return { workers, threads: threads! };
      case 'async':
        return threads === null ? { workers } : { workers, [via === 'process' ? 'processes' : 'threads']: threads };
      case 'queue':
        return { workers: workers * replicas, concurrency: threads! };
    }
  }
}
