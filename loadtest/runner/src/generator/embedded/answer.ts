import { isDeepStrictEqual } from 'node:util';
import { WRONG_ANSWER } from '../../trial/trial.js';

/** What came of one request. Times of the service are epoch milliseconds. */
export type Answer = RightAnswer | { readonly isRight: false; readonly failure: string };

export interface RightAnswer {
  readonly isRight: true;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly waitMs: number;
  readonly serviceMs: number;
  readonly pid: number;
  readonly threadId: number;
  readonly traceId: string | null;
}

interface AnswerBody {
  readonly result: unknown;
  readonly timing: Pick<RightAnswer, 'startedAt' | 'finishedAt' | 'waitMs' | 'serviceMs'>;
  readonly service: Pick<RightAnswer, 'pid' | 'threadId'>;
  readonly traceId?: string | null;
}

/** Checks one answer: a status or a result that is not as it must be is a failure with a short name. */
export function readAnswer(status: number, text: string, expected: unknown): Answer {
  const body = parseJson(text);
  if (status !== 200) return failed(`${status} ${codeOf(body)}`.trimEnd());
  if (!isAnswerBody(body)) return failed('not an answer of a service');
  if (!isSame(body.result, expected)) return failed(WRONG_ANSWER);
  const { startedAt, finishedAt, waitMs, serviceMs } = body.timing;
  const { pid, threadId } = body.service;
  return { isRight: true, startedAt, finishedAt, waitMs, serviceMs, pid, threadId, traceId: body.traceId ?? null };
}

/** A request that got no answer: `ECONNREFUSED`. */
export function noAnswer(error: Error & { readonly code?: string }): Answer {
  return failed(error.code ?? error.name);
}

function failed(failure: string): Answer {
  return { isRight: false, failure };
}

/** Results are mostly numbers, for which a deep comparison is a waste. */
function isSame(result: unknown, expected: unknown) {
  return result === expected || (typeof expected === 'object' && isDeepStrictEqual(result, expected));
}

function isAnswerBody(body: unknown): body is AnswerBody {
  const { timing, service } = (body ?? {}) as Partial<AnswerBody>;
  return typeof timing?.waitMs === 'number' && typeof timing.serviceMs === 'number' && typeof service?.pid === 'number';
}

function codeOf(problem: unknown): string {
  const code = (problem as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
