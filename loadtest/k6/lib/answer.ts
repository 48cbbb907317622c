/** What can be wrong with an answer: none came, its status is another (4xx and below, 5xx), or it says something else. */
export const FAILURES = ['unanswered', 'refused', 'failed', 'wrong'] as const;
export type Failure = (typeof FAILURES)[number];

/** What came of one request. */
export type Answer =
  RightAnswer | { readonly isRight: false; readonly failure: Failure; readonly says: string; readonly reason: string };

/** Times of the service are epoch milliseconds. */
export interface RightAnswer {
  readonly isRight: true;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly waitMs: number;
  readonly runMs: number;
  readonly pid: number;
  readonly threadId: number;
  /** Empty where it was not traced. */
  readonly traceId: string;
}

interface Response {
  readonly status: number;
  readonly error: string;
  readonly error_code: number;
  readonly body: string | null;
}

interface RunBody {
  readonly result: unknown;
  readonly timing: {
    readonly startedAt: number;
    readonly finishedAt: number;
    readonly waitMs: number;
    readonly serviceMs: number;
  };
  readonly service: { readonly pid: number; readonly threadId: number };
  readonly traceId?: string | null;
}

/** As the embedded generator reads it. */
export function readAnswer({ status, error, error_code, body }: Response, expected: unknown): Answer {
  const read = readJson(body);
  if (status === 0) return failed('unanswered', error || 'no answer', networkReason(error_code));
  if (status !== 200)
    return failed(status >= 500 ? 'failed' : 'refused', problemOf(status, read), statusReason(status, read));
  if (!isRunBody(read))
    return failed('wrong', `not the answer of a service: ${shortened(body)}`, 'not an answer of a service');
  const { result, timing, service, traceId } = read;
  if (!isSame(result, expected)) {
    return failed(
      'wrong',
      `the result ${shortened(JSON.stringify(result))}, expected ${shortened(JSON.stringify(expected))}`,
      'wrong answer',
    );
  }
  return {
    isRight: true,
    startedAt: timing.startedAt,
    finishedAt: timing.finishedAt,
    waitMs: timing.waitMs,
    runMs: timing.serviceMs,
    pid: service.pid,
    threadId: service.threadId,
    traceId: traceId ?? '',
  };
}

/** @param reason in as few words as the runner has for it, the same for all that fail alike */
export function failed(failure: Failure, says: string, reason: string = failure): Answer {
  return { isRight: false, failure, says, reason };
}

/** Numbers of k6, by the names that Node has for the same; others as they are. */
const NETWORK_REASONS: Readonly<Record<number, string>> = {
  1050: 'timeout',
  1101: 'ENOTFOUND',
  1211: 'ETIMEDOUT',
  1212: 'ECONNREFUSED',
  1220: 'ECONNRESET',
};

function networkReason(code: number): string {
  return NETWORK_REASONS[code] ?? `k6 error ${code}`;
}

/** `503 OVERLOADED` */
function statusReason(status: number, body: unknown): string {
  const { code } = (body ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? `${status} ${code}` : String(status);
}

/** `502 UPSTREAM_FAILED: ...`, of a problem as RFC 9457 has it. */
export function problemOf(status: number, body: unknown): string {
  const { code, detail } = (body ?? {}) as { readonly code?: unknown; readonly detail?: unknown };
  return typeof code === 'string' ? `${status} ${code}: ${String(detail)}` : `status ${status}`;
}

export function readJson(body: string | null): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}

/** Results are single values or flat objects. */
export function isSame(result: unknown, expected: unknown): boolean {
  if (result === expected) return true;
  if (typeof result !== 'object' || typeof expected !== 'object' || !result || !expected) return false;
  const sorted = (value: object) => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(result) === sorted(expected);
}

function isRunBody(body: unknown): body is RunBody {
  const { timing, service } = (body ?? {}) as Partial<RunBody>;
  return typeof timing?.waitMs === 'number' && typeof timing.serviceMs === 'number' && typeof service?.pid === 'number';
}

function shortened(said: string | null): string {
  const all = said ?? 'nothing';
  return all.length > 80 ? `${all.slice(0, 80)}...` : all;
}
