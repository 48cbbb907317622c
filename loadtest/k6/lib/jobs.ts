import { sleep } from 'k6';
import http, { type RefinedResponse } from 'k6/http';
import { type Answer, failed, isSame, problemOf, readJson } from './answer.ts';
import { config } from './config.ts';
import { commonHeaders, newTrace, runHeaders } from './headers.ts';

const NAME = '/queue/jobs';

export interface JobOrder {
  readonly workload: string;
  readonly params: object;
}

/** As much of a job as is used. Times are epoch milliseconds of the service. */
export interface Job {
  readonly id: string;
  readonly state: string;
  readonly enqueuedAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** @returns the job that was accepted, or what came in its place. The same key again gives the same job, with 200. */
export function postJob(order: JobOrder, key: string, intendedAt: number, expectedStatus: 200 | 202): Job | Answer {
  const headers = { ...runHeaders(intendedAt, newTrace()), 'Content-Type': 'application/json', 'Idempotency-Key': key };
  const options = { headers, responseType: 'text', tags: { name: NAME }, timeout: config.TIMEOUT } as const;
  return jobIn(http.post(`${config.BASE_URL}${NAME}`, JSON.stringify(order), options), expectedStatus);
}

/** Asks again and again until the job has ended; what came last where it never does. */
export function waitUntilEnded(id: string, pollMs: number, untilAt: number): Job | Answer {
  const options = {
    headers: commonHeaders(),
    responseType: 'text',
    tags: { name: `${NAME}/{id}` },
    timeout: config.TIMEOUT,
  } as const;
  for (;;) {
    const job = jobIn(http.get(`${config.BASE_URL}${NAME}/${id}`, options), 200);
    if (!isJob(job) || job.state === 'done' || job.state === 'failed' || Date.now() > untilAt) return job;
    sleep(pollMs / 1000);
  }
}

/** A job that has ended well, as the answer of a request would be. */
export function answerOf(job: Job | Answer, expected: unknown): Answer {
  if (!isJob(job)) return job;
  const { id, state, result, error, enqueuedAt, startedAt, finishedAt } = job;
  if (state === 'failed') return failed('failed', `job ${id} failed: ${error?.message}`);
  if (startedAt === null || finishedAt === null)
    return failed('unanswered', `job ${id} is ${state} and did not end in time`);
  if (!isSame(result, expected)) return failed('wrong', `job ${id} has the result ${JSON.stringify(result)}`);
  return {
    isRight: true,
    ...{ startedAt, finishedAt, waitMs: startedAt - enqueuedAt, runMs: finishedAt - startedAt },
    ...{ pid: 0, threadId: 0, traceId: '' },
  };
}

export function isJob(job: Job | Answer): job is Job {
  return 'id' in job;
}

function jobIn({ status, error, body }: RefinedResponse<'text'>, expectedStatus: number): Job | Answer {
  const read = readJson(body) as Partial<Job> | undefined;
  if (status === 0) return failed('unanswered', error);
  if (status !== expectedStatus)
    return failed(status >= 500 ? 'failed' : 'refused', `${problemOf(status, read)}, expected ${expectedStatus}`);
  return typeof read?.id === 'string' ? (read as Job) : failed('wrong', 'not a job');
}
