import { HttpException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';
import type { ProblemCode } from './catalogue.js';
import { allowedMethods } from './route-table.js';

const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'INVALID_BODY',
  404: 'NOT_FOUND',
  408: 'REQUEST_TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  431: 'HEADERS_TOO_LARGE',
};

const MAX_DETAIL = 200;
const CODE_OF_UPSTREAM: Readonly<Record<string, ProblemCode>> = { failed: 'UPSTREAM_FAILED', timeout: 'TIMEOUT' };

/** Whatever was thrown, as a problem. What nobody foresaw is INTERNAL, and says nothing of the inside. */
export function toProblem(thrown: unknown, request: FastifyRequest): Problem {
  if (thrown instanceof Problem) return thrown;
  const upstreamCode = CODE_OF_UPSTREAM[upstreamFailureOf(thrown)];
  if (upstreamCode) return new Problem(upstreamCode, (thrown as Error).message);
  const status = statusOf(thrown);
  if (status === 404) return noSuchRoute(request);
  const code = status === undefined ? undefined : CODE_OF_STATUS[status];
  if (code === 'UNSUPPORTED_MEDIA_TYPE') return new Problem(code, 'Only application/json is read here.');
  if (code) return new Problem(code, shortened((thrown as Error).message));
  return new Problem('INTERNAL', 'The service failed while it answered. Its log has the reason under this trace id.');
}

/** Work says in an error's cause how its upstream failed: the one part of an error that survives the way out of a thread. */
function upstreamFailureOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? (thrown.cause as { upstream?: unknown } | undefined) : undefined;
  return String(cause?.upstream);
}

/** A message of the framework may repeat what the client sent, at any length. */
function shortened(message: string): string {
  return message.length <= MAX_DETAIL ? message : `${message.slice(0, MAX_DETAIL)} ...`;
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'statusCode' in thrown) return Number(thrown.statusCode);
  return undefined;
}

function noSuchRoute(request: FastifyRequest): Problem {
  const path = request.url.split('?', 1)[0] ?? '/';
  const allow = allowedMethods(request.server, path);
  if (allow.length === 0) {
    return new Problem('NOT_FOUND', `There is nothing at ${path}. GET /{model}/openapi.json lists what there is.`);
  }
  return new Problem('METHOD_NOT_ALLOWED', `${request.method} is not allowed on ${path}, use ${allow.join(' or ')}.`, {
    allow,
  });
}
