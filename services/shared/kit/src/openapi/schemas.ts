import { PROBLEMS } from '../errors/catalogue.js';

const number = { type: 'number' };
const epoch = { type: 'number', description: 'Epoch milliseconds' };
const text = { type: 'string' };

/** RunAnswer in run/run-answer.ts, for people who read it outside of TypeScript. */
export const RUN_ANSWER_SCHEMA = {
  type: 'object',
  required: ['model', 'workload', 'params', 'result', 'service', 'timing', 'traceId'],
  properties: {
    model: text,
    workload: text,
    params: { type: 'object' },
    result: {},
    service: { type: 'object', properties: { pod: text, pid: number, threadId: number, version: text } },
    timing: {
      type: 'object',
      properties: {
        receivedAt: epoch,
        startedAt: epoch,
        finishedAt: epoch,
        waitMs: number,
        serviceMs: number,
        cpuMs: { type: ['number', 'null'] },
      },
    },
    traceId: { type: ['string', 'null'] },
  },
} as const;

/** RFC 9457. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    code: { enum: Object.keys(PROBLEMS) },
    detail: text,
    parameter: text,
    value: {},
    expected: text,
    jobId: text,
  },
} as const;
