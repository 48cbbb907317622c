import { Logger } from '@nestjs/common';
import { type ChainableCommander, Redis } from 'ioredis';
import { toQueueError } from './redis-failure.js';
import { readRedisAddress } from './redis-address.js';

const CONNECT_TIMEOUT_MS = 2000;
const LONGEST_RETRY_MS = 1000;
/** A Redis whose machine is gone closes no connection: one that is silent for this long counts as gone. */
const SILENCE_MS = 2000;
/** Blocking commands of BullMQ are silent for ten seconds at most. */
const PATIENT_SILENCE_MS = 15_000;
/** So that silence is noticed where nobody asks anything. */
const PULSE_MS = 1000;

export interface RedisLinkOptions {
  readonly url: string;
  readonly password?: string;
  /** Called whenever Redis comes or goes. */
  readonly onAvailability: (isAvailable: boolean) => void;
}

/** This process's way to Redis. What cannot be said at once fails at once; the connection comes back by itself. */
export class RedisLink {
  readonly client: Redis;
  private readonly logger = new Logger('Redis');
  private readonly address;
  private readonly pulse: NodeJS.Timeout;
  private lastError = 'the connection was closed';
  private isKnownAway = false;

  private constructor(private readonly options: RedisLinkOptions) {
    this.address = {
      ...readRedisAddress(options.url, options.password),
      connectTimeout: CONNECT_TIMEOUT_MS,
      retryStrategy: (tries: number) => Math.min(tries * 100, LONGEST_RETRY_MS),
    };
    this.client = new Redis({
      ...this.address,
      lazyConnect: true,
      socketTimeout: SILENCE_MS,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      // A command may have been done although its answer was lost; only who gave it knows whether twice does no harm.
      autoResendUnfulfilledCommands: false,
    });
    this.client.on('error', ({ message }: Error) => (this.lastError = message.replace(/\.$/, '')));
    this.client.on('ready', () => this.noteBack());
    this.client.on('close', () => this.noteAway());
    this.pulse = setInterval(() => this.isAvailable && void this.client.ping().catch(() => undefined), PULSE_MS);
    this.pulse.unref();
  }

  /** Resolves after the first attempt to connect, however it went. */
  static async open(options: RedisLinkOptions): Promise<RedisLink> {
    const link = new RedisLink(options);
    await link.client.connect().catch(() => undefined);
    return link;
  }

  get isAvailable(): boolean {
    return this.client.status === 'ready';
  }

  /** Options of a connection whose commands wait for Redis, however long it is away. Blocking commands need one of their own. */
  get patient() {
    return { ...this.address, socketTimeout: PATIENT_SILENCE_MS, maxRetriesPerRequest: null };
  }

  /** @throws QueueUnavailableError where Redis is away or refuses */
  async ask<T>(question: (client: Redis) => Promise<T>): Promise<T> {
    try {
      return await question(this.client);
    } catch (error) {
      throw toQueueError(error);
    }
  }

  /** Asks several things of one moment. @throws QueueUnavailableError where Redis is away or refuses */
  askAtOnce(questions: (multi: ChainableCommander) => ChainableCommander): Promise<unknown[]> {
    return this.ask(async (client) => {
      const answers = (await questions(client.multi()).exec()) ?? [];
      return answers.map(([error, answer]) => {
        if (error) throw error;
        return answer;
      });
    });
  }

  async close(): Promise<void> {
    clearInterval(this.pulse);
    this.client.removeAllListeners('close');
    // Not quit: while Redis is away, that would wait for it.
    if (this.isAvailable) await this.client.quit().catch(() => undefined);
    this.client.disconnect();
  }

  private noteBack(): void {
    if (this.isKnownAway) this.logger.log('Redis is there again.');
    this.isKnownAway = false;
    this.options.onAvailability(true);
  }

  private noteAway(): void {
    if (this.isKnownAway) return;
    this.isKnownAway = true;
    const { host, port } = this.address;
    this.logger.warn(`Redis at ${host}:${port} is away: ${this.lastError}. Trying again until it is there.`);
    this.options.onAvailability(false);
  }
}
