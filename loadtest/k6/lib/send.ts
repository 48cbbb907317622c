import { check } from 'k6';
import exec from 'k6/execution';
import http from 'k6/http';
import { type Answer, readAnswer } from './answer.ts';
import type { Call } from './calls.ts';
import { now, sinceStart } from './clock.ts';
import { config } from './config.ts';
import { newTrace, runHeaders } from './headers.ts';
import { completed, failures, responseDuration, runDuration, startLag, waitDuration } from './metrics.ts';
import type { PhaseAt } from './phases.ts';
import { saySample } from './samples.ts';

const IS_ANSWERED = 'answered with the right status';
export const IS_RIGHT = 'the result is right';

export interface Sent {
  readonly answer: Answer;
  /** From the intended start to the last byte. */
  readonly responseMs: number;
}

/**
 * Sends a request, checks its answer and counts it.
 *
 * @param intendedAt epoch milliseconds: when the schedule wanted it sent, not later than now
 * @param phaseAt for when the answer comes
 * @param request which one of a burst it is
 */
export function send(call: Call, intendedAt: number, phaseAt: PhaseAt, request = 0): Sent {
  const trace = newTrace();
  const sentAt = now();
  const lagMs = Math.max(0, sentAt - intendedAt);
  const response = http.get(`${config.BASE_URL}${call.path}`, {
    headers: runHeaders(intendedAt, trace),
    responseType: 'text',
    tags: { name: call.name },
    timeout: config.TIMEOUT,
  });
  // What k6 measures ends with the last byte, and not when the script goes on.
  const responseMs = lagMs + response.timings.blocked + response.timings.duration;
  startLag.add(lagMs);
  const answer = readAnswer(response, call.expected);
  saySample({
    ...{ intendedAt, sentAt, answeredAt: intendedAt + responseMs, answer, request },
    traceId: trace?.traceId ?? '',
  });
  count(answer, responseMs, { name: call.name, phaseAt });
  return { answer, responseMs };
}

/** What all answers are counted under, whoever asked. */
export function count(
  answer: Answer,
  responseMs: number,
  { name, phaseAt }: { readonly name: string; readonly phaseAt: PhaseAt },
): void {
  const isAnswered = answer.isRight || answer.failure === 'wrong';
  check(isAnswered, { [IS_ANSWERED]: (is) => is });
  if (isAnswered) check(answer, { [IS_RIGHT]: ({ isRight }) => isRight });
  if (answer.isRight) {
    completed.add(1, { phase: phaseAt(sinceStart()) });
    responseDuration.add(responseMs);
    waitDuration.add(answer.waitMs);
    runDuration.add(answer.runMs);
    return;
  }
  failures.add(1, { failure: answer.failure });
  sayOnce(`${name}: ${answer.says}`);
}

let hasSpoken = false;

/** The first failures are told in words; thousands of others would say the same. */
function sayOnce(message: string) {
  if (hasSpoken || exec.vu.idInInstance > 3) return;
  hasSpoken = true;
  console.error(message);
}
