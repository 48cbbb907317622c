import type { Model, Shape } from '../../experiment/plan.js';

/** How the pods of one component are to be. */
export interface Setting {
  readonly component: string;
  readonly replicas: number;
  /** Variables of its container that a shape says; others stay as they were found. */
  readonly env: Readonly<Record<string, number>>;
  /** In thousandths of a core; absent where it stays as it was found. */
  readonly cpuMillis?: number;
}

/** What a shape means for the component that does a model's work: its API is a matter of its own for the queue. */
export function settingOf({ model, replicas, workers, threads, cpuMillis }: Shape): Setting {
  const component = workingComponent(model);
  const limit = cpuMillis === undefined ? {} : { cpuMillis };
  switch (model) {
    case 'blocking':
      return { component, replicas, env: { WORKERS: workers }, ...limit };
    case 'threaded':
      return { component, replicas, env: { WORKERS: workers, THREADS: threads! }, ...limit };
    case 'async': {
      // Which of them a request takes is its own matter, `via`.
      const pools: Record<string, number> = threads === null ? {} : { THREADS: threads, PROCESSES: threads };
      return { component, replicas, env: { WORKERS: workers, ...pools }, ...limit };
    }
    case 'queue':
      // A worker is a pod: replicas x workers of them, since nothing in such a pod is shared.
      return { component, replicas: replicas * workers, env: { CONCURRENCY: threads! }, ...limit };
  }
}

export function workingComponent(model: Model): string {
  return model === 'queue' ? 'queue-worker' : model;
}

/** All components that take part in a model's work. */
export function componentsOf(model: Model): readonly string[] {
  return model === 'queue' ? ['queue', 'queue-worker'] : [model];
}

/** Variables that a shape may say, of all models: what is kept of each container before it is changed. */
export const SHAPE_VARIABLES = ['WORKERS', 'THREADS', 'PROCESSES', 'CONCURRENCY'] as const;
