import { availableCores, envInteger, loadConfig, serviceConfig } from '@fleetlab/kit/config';

export const config = loadConfig({
  ...serviceConfig,
  /** Requests that each process works on at a time; the rest is refused with OVERLOADED. 0 sets no limit. */
  MAX_IN_FLIGHT: envInteger({ min: 0, max: 1_000_000, default: 0 }),
  /** Threads of each process, for via=thread. */
  THREADS: envInteger({ min: 1, max: 512, default: availableCores() }),
  /** Child processes of each process, for via=process. */
  PROCESSES: envInteger({ min: 1, max: 256, default: availableCores() }),
});
