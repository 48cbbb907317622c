import { setTimeout as delay } from 'node:timers/promises';
import { ApiException } from '@kubernetes/client-node';

const LONGEST_MS = 60_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;
/** A server behind a network that swallows everything says nothing at all. */
const NO_ANSWER_MS = 15_000;
/** The server is there, but cannot answer now. */
const PASSING_STATUS: readonly number[] = [429, 500, 502, 503, 504];

/** The API server was not there for a minute. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export interface RetryOptions {
  readonly onNote: (message: string) => void;
  readonly signal?: AbortSignal;
  readonly longestMs?: number;
  readonly noAnswerMs?: number;
  /** Shared by all that ask the same server, so that it is told of once. */
  readonly outage?: Outage;
}

export interface Outage {
  isToldOf: boolean;
}

/** @throws Unreachable, or what the server said where it refused */
export async function retryWhileUnreachable<T>(
  what: string,
  ask: () => Promise<T>,
  { onNote, signal, longestMs = LONGEST_MS, noAnswerMs = NO_ANSWER_MS, outage = { isToldOf: false } }: RetryOptions,
): Promise<T> {
  const until = Date.now() + longestMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    signal?.throwIfAborted();
    try {
      const answer = await withinTime(ask(), noAnswerMs);
      if (outage.isToldOf) onNote('The API server answers again.');
      outage.isToldOf = false;
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (!isPassing(error)) throw error;
      const reason = reasonOf(error);
      if (Date.now() + pauseMs > until)
        throw new Unreachable(`The API server cannot be reached: ${what} failed (${reason}).`);
      if (!outage.isToldOf)
        onNote(`The API server cannot be reached (${reason}); ${what} is tried again for a minute.`);
      outage.isToldOf = true;
      await delay(pauseMs, undefined, { signal });
    }
  }
}

async function withinTime<T>(answer: Promise<T>, longestMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(Object.assign(new Error('It does not answer.'), { code: 'NO_ANSWER' })),
    longestMs,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function isPassing(error: unknown): boolean {
  return error instanceof ApiException ? PASSING_STATUS.includes(error.code) : isOfTheNetwork(error);
}

/** What fetch and sockets throw carries a code, itself or in its cause. */
function isOfTheNetwork(error: unknown): boolean {
  return networkCode(error) !== undefined;
}

function networkCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : networkCode(error.cause);
}

function reasonOf(error: unknown): string {
  return error instanceof ApiException ? `status ${error.code}` : (networkCode(error) ?? String(error));
}
