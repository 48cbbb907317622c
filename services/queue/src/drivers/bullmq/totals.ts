import type { Job as BullJob, Queue } from 'bullmq';
import type { ChainableCommander, Redis } from 'ioredis';
import type { QueueTotals } from '../driver.js';

/** `atm` and `stc` are BullMQ's: attempts that ended, and times that the lock of a lost worker ran out. */
const NOTE_START = `
  local job = redis.call('HMGET', KEYS[1], 'atm', 'stc', 'notedAttempts', 'notedLosses')
  local function note(total, field, now, before)
    now = tonumber(now or 0)
    redis.call('HINCRBY', KEYS[2], total, now - tonumber(before or 0))
    redis.call('HSET', KEYS[1], field, now)
  end
  note('retries', 'notedAttempts', job[1], job[3])
  note('redeliveries', 'notedLosses', job[2], job[4])
`;

/**
 * What the queue counts over its life, in Redis. Retries and redeliveries are noted as the run that follows starts, each
 * job's own counts compared with those noted before: a worker that is killed before it could note leaves that to the next.
 * Dead letters are counted by BullMQ, in the step that makes them.
 */
export class Totals {
  private readonly key: string;
  private readonly failures: string;

  constructor(private readonly queue: Pick<Queue, 'toKey'>) {
    this.key = queue.toKey('totals');
    this.failures = queue.toKey('metrics:failed');
  }

  /** Call before each run. A first one costs nothing. */
  async noteStart(client: Redis, job: BullJob): Promise<void> {
    if (job.attemptsMade === 0 && job.stalledCounter === 0) return;
    await client.eval(NOTE_START, 2, this.queue.toKey(job.id!), this.key);
  }

  async noteDuplicate(client: Redis): Promise<void> {
    await client.hincrby(this.key, 'duplicateRuns', 1);
  }

  /** Adds two questions, whose answers go to `toTotals`. */
  addQuestions(multi: ChainableCommander): ChainableCommander {
    return multi.hgetall(this.key).hget(this.failures, 'count');
  }
}

export function toTotals(counts: Readonly<Record<string, string>>, deadLetters: string | null): QueueTotals {
  return {
    retries: Number(counts.retries ?? 0),
    redeliveries: Number(counts.redeliveries ?? 0),
    deadLetters: Number(deadLetters ?? 0),
    duplicateRuns: Number(counts.duplicateRuns ?? 0),
  };
}
