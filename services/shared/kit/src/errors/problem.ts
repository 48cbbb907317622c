import { PROBLEMS, type ProblemCode, REJECTIONS } from './catalogue.js';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** What a problem says beyond its code, as members of the answer (RFC 9457, 3.2). */
export interface ProblemExtras {
  readonly parameter?: string;
  readonly value?: unknown;
  readonly expected?: string;
  /** The job that goes on without the client. */
  readonly jobId?: string;
  /** Answered as the header Retry-After, in whole seconds. */
  readonly retryAfterS?: number;
  /** Answered as the header Allow. */
  readonly allow?: readonly string[];
}

/** The body of an answer that is a problem (RFC 9457). */
export interface ProblemDocument extends Omit<ProblemExtras, 'retryAfterS' | 'allow'> {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
}

/** An expected failure, thrown by name and answered with its real status. */
export class Problem extends Error {
  readonly status: number;

  /** @param detail one sentence: what was wrong, what was expected, what to do */
  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.status = PROBLEMS[code].status;
  }

  /** The answer's headers besides the content type. */
  get headers(): Record<string, string> {
    const { retryAfterS, allow } = this.extras;
    return {
      ...(retryAfterS !== undefined && { 'retry-after': String(Math.max(1, Math.ceil(retryAfterS))) }),
      ...(allow && { allow: allow.join(', ') }),
      ...(this.code === 'UNAUTHORIZED' && { 'www-authenticate': 'Bearer' }),
    };
  }

  toDocument(): ProblemDocument {
    const { retryAfterS: _seconds, allow: _allow, ...members } = this.extras;
    return {
      type: `urn:fleetlab:problem:${this.code}`,
      title: PROBLEMS[this.code].title,
      status: this.status,
      code: this.code,
      detail: this.message,
      ...members,
    };
  }
}

/** Whether there was no room. A queue that cannot be reached is no rejection, though its status is 503 too. */
export function isRejection(thrown: unknown): thrown is Problem {
  return thrown instanceof Problem && REJECTIONS.has(thrown.code);
}
