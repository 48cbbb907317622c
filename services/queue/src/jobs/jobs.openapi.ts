import * as z from 'zod';
import { JOB_STATES } from '../drivers/job.js';
import { LIST_SCHEMA } from './jobs.query.js';
import { NEW_JOB_SCHEMA } from './new-job.body.js';

const integer = { type: 'integer' };
const text = { type: 'string' };
const time = { type: ['number', 'null'], description: 'Epoch milliseconds' };

/** JobView in job.view.ts, for people who read it outside of TypeScript. */
const JOB = {
  type: 'object',
  required: ['id', 'workload', 'params', 'state', 'progress', 'attempts', 'runs', 'enqueuedAt'],
  properties: {
    id: text,
    workload: text,
    params: { type: 'object' },
    state: { enum: JOB_STATES },
    progress: { type: 'object', properties: { done: integer, total: integer } },
    attempts: { ...integer, description: 'Attempts that have ended' },
    maxAttempts: integer,
    failTimes: integer,
    runs: { ...integer, description: 'How often a worker has started it; more than attempts where one was lost' },
    enqueuedAt: time,
    runAt: time,
    startedAt: time,
    finishedAt: time,
    result: { description: 'Only of a done job' },
    error: { type: 'object', properties: { name: text, message: text } },
    traceId: { ...text, description: 'Of the last run that ended, where it was traced' },
  },
};

const answer = (description: string, schema: object) => ({ description, content: { 'application/json': { schema } } });
const stored = (description: string) => ({ ...answer(description, JOB), headers: { Location: { schema: text } } });
const id = { name: 'id', in: 'path', required: true, schema: text };
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key with the same body brings back the first job',
  schema: { ...text, maxLength: 255 },
};
const listed = Object.entries(z.toJSONSchema(LIST_SCHEMA, { io: 'output', unrepresentable: 'any' }).properties ?? {});

/** What the queue answers besides what every model does. */
export const JOBS_OPEN_API = {
  responses: { 202: stored('The job is stored and will be run: without `wait`, or with wait=0') },
  paths: {
    '/queue/jobs': {
      post: {
        summary: 'Stores a job',
        parameters: [idempotencyKey],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: z.toJSONSchema(NEW_JOB_SCHEMA, { io: 'input', unrepresentable: 'any' }) },
          },
        },
        responses: { 202: stored('The job is stored and will be run'), 200: stored('The first job with this key') },
      },
      get: {
        summary: 'Lists jobs, the newest first',
        parameters: listed.map(([name, schema]) => ({ name, in: 'query', schema })),
        responses: {
          200: answer('Jobs', { type: 'object', properties: { jobs: { type: 'array', items: JOB } } }),
        },
      },
    },
    '/queue/jobs/{id}': {
      get: { summary: 'One job', parameters: [id], responses: { 200: answer('The job', JOB) } },
      delete: {
        summary: 'Deletes a job that does not run',
        parameters: [id],
        responses: { 204: { description: 'It is gone' } },
      },
    },
  },
};
