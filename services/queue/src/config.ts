import { availableCores, envInteger, loadConfig, serviceConfig } from '@fleetlab/kit/config';
import * as z from 'zod';

const DAY_MS = 86_400_000;

const REDIS_ADDRESS = 'an address such as redis://127.0.0.1:6379 or rediss://user@redis.example:6380/1';

/** One set for the API and its workers, so that one environment serves both. */
export const config = loadConfig({
  ...serviceConfig,
  /** What keeps the jobs: a file on this machine, or a Redis that any number of machines share. */
  QUEUE_DRIVER: z.enum(['spool', 'bullmq'], 'spool or bullmq').default('spool'),
  /** bullmq: `rediss://` for TLS; a path is the number of a database. */
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: REDIS_ADDRESS })
    .refine((address) => /^(\/\d*)?$/.test(new URL(address).pathname), REDIS_ADDRESS)
    .default('redis://127.0.0.1:6379'),
  /** bullmq: wins over the password in REDIS_URL. */
  REDIS_PASSWORD: z.string().min(1).optional(),
  /** bullmq: what all keys in Redis begin with, so that several queues can share one. */
  QUEUE_PREFIX: z
    .string()
    .regex(/^[\w.-]{1,200}$/, 'letters, digits, and . _ -, 200 at most')
    .default('fleetlab'),
  /** spool: the file that keeps the jobs; made where there is none. Its folder must exist. */
  SPOOL_FILE: z.string().default('queue.spool'),
  /** spool: `normal` survives the kill of any process; `full` survives a loss of power too, and is several times slower. */
  SPOOL_SYNC: z.enum(['normal', 'full'], 'normal or full').default('normal'),
  /** spool: it grows no further than this; 0 sets no limit. */
  SPOOL_MAX_MIB: envInteger({ min: 0, max: 1_000_000, default: 0 }),
  /** Jobs that may wait, delayed ones included; the rest is refused with QUEUE_FULL. */
  MAX_DEPTH: envInteger({ min: 1, max: 10_000_000, default: 100_000 }),
  /** Done jobs are forgotten when there are more of them than this, or when they are older. Failed ones never are. */
  KEEP_DONE: envInteger({ min: 1000, max: 10_000_000, default: 100_000 }),
  KEEP_DONE_MS: envInteger({ min: 60_000, max: 365 * DAY_MS, default: DAY_MS }),
  /** For how long a worker that says nothing keeps its jobs. */
  LEASE_MS: envInteger({ min: 500, max: 600_000, default: 5000 }),
  /** The pause before the second attempt of a job; it doubles with each further one. */
  RETRY_BASE_MS: envInteger({ min: 1, max: 60_000, default: 200 }),
  /** Jobs that one worker runs at a time. */
  CONCURRENCY: envInteger({ min: 1, max: 1000, default: 4 }),
  /** Of these, how many may compute at a time, each in a thread of its own. More than CONCURRENCY are never used. */
  THREADS: envInteger({ min: 1, max: 512, default: availableCores() }),
});

export const threads = Math.min(config.THREADS, config.CONCURRENCY);
