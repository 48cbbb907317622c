import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { epochMs } from '../clock.js';
import type { HttpRequestMetric } from '../metrics/http-request.metric.js';
import { Problem, PROBLEM_CONTENT_TYPE } from './problem.js';

/**
 * Answers a request whose path cannot be decoded. Fastify asks for that before it looks for a route, and runs no hook; so
 * it is counted, as one that matches no route, and logged here.
 */
export function answerUnreadablePath(http: HttpRequestMetric, logger: Logger) {
  const observe = http.ofRoute('');
  return ({ message }: Error, { method, url }: FastifyRequest, reply: FastifyReply): void => {
    const receivedAt = epochMs();
    const problem = new Problem('INVALID_BODY', message);
    const { code, status } = problem;
    logger.info({ code, status, url, traceId: null }, message);
    reply.raw.once('finish', () => observe(method, status, code, epochMs() - receivedAt));
    void reply.code(status).type(PROBLEM_CONTENT_TYPE).send(JSON.stringify(problem.toDocument()));
  };
}
