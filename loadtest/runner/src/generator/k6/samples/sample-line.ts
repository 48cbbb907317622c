import type { Answer } from '../../embedded/answer.js';

/** What k6 says of one answer. Times are milliseconds since the start of its load. */
export interface K6Sample {
  readonly intendedMs: number;
  readonly sentMs: number;
  readonly answeredMs: number;
  /** Times of the service in it are since the start of the load, too. */
  readonly answer: Answer;
  /** Which one of a burst, counted from 1; 0 elsewhere. */
  readonly request: number;
  /** Of the trace that it started; null where it started none. */
  readonly traceId: string | null;
}

export type K6Line =
  | { readonly kind: 'begun'; readonly startedAt: number; readonly saidMs: number }
  | { readonly kind: 'sample'; readonly sample: K6Sample }
  | { readonly kind: 'end'; readonly written: number; readonly dropped: number }
  | { readonly kind: 'words'; readonly text: string };

const NUMBER = '(-?\\d+(?:\\.\\d+)?)';
const BEGUN = new RegExp(`^h ${NUMBER} ${NUMBER}$`);
const RIGHT = new RegExp(`^s ${Array.from({ length: 10 }, () => NUMBER).join(' ')} (-|[0-9a-f]{32})$`);
const FAILED = new RegExp(`^f ${Array.from({ length: 4 }, () => NUMBER).join(' ')} (.+)$`);
const END = /^e (\d+) (\d+)$/;

/** Reads a line as loadtest/k6/lib/samples.ts writes it; what is none of them is something that k6 has to say. */
export function readLine(line: string): K6Line {
  switch (line[0]) {
    case 's':
      return readRight(RIGHT.exec(line)) ?? words(line);
    case 'f':
      return readFailed(FAILED.exec(line)) ?? words(line);
    case 'h':
      return readBegun(BEGUN.exec(line)) ?? words(line);
    case 'e':
      return readEnd(END.exec(line)) ?? words(line);
    default:
      return words(line);
  }
}

function words(text: string): K6Line {
  return { kind: 'words', text };
}

function readBegun(found: RegExpExecArray | null): K6Line | undefined {
  return found ? { kind: 'begun', startedAt: Number(found[1]), saidMs: Number(found[2]) } : undefined;
}

function readEnd(found: RegExpExecArray | null): K6Line | undefined {
  return found ? { kind: 'end', written: Number(found[1]), dropped: Number(found[2]) } : undefined;
}

function readRight(found: RegExpExecArray | null): K6Line | undefined {
  if (!found) return undefined;
  const [intendedMs, sentMs, answeredMs, waitMs, serviceMs, startedAt, finishedAt, pid, threadId, request] = found
    .slice(1, 11)
    .map(Number) as [number, number, number, number, number, number, number, number, number, number];
  const traceId = found[11] === '-' ? null : found[11]!;
  const answer: Answer = { isRight: true, startedAt, finishedAt, waitMs, serviceMs, pid, threadId, traceId };
  return { kind: 'sample', sample: { intendedMs, sentMs, answeredMs, answer, request, traceId } };
}

function readFailed(found: RegExpExecArray | null): K6Line | undefined {
  if (!found) return undefined;
  const [intendedMs, sentMs, answeredMs, request] = found.slice(1, 5).map(Number) as [number, number, number, number];
  const answer: Answer = { isRight: false, failure: found[5]! };
  return { kind: 'sample', sample: { intendedMs, sentMs, answeredMs, answer, request, traceId: null } };
}
