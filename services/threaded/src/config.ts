import { availableCores, envInteger, loadConfig, serviceConfig } from '@fleetlab/kit/config';

export const config = loadConfig({
  ...serviceConfig,
  /** Threads of each worker process: its slots. By default one a core, which suits work that computes. */
  THREADS: envInteger({ min: 1, max: 512, default: availableCores() }),
  /** Requests of each worker process that may wait for a thread; the rest is refused with OVERLOADED. */
  MAX_QUEUE: envInteger({ min: 1, max: 100_000, default: 1000 }),
});
