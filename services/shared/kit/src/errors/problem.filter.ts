import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '../logging/logger.js';
import { traceIdOf } from '../run/trace-id.js';
import { PROBLEM_CONTENT_TYPE } from './problem.js';
import { toProblem } from './to-problem.js';

/** Answers every failure as problem+json, and logs it: one line a failed request. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(thrown, request);
    const { tracedSpan } = request;
    const line = {
      code: problem.code,
      status: problem.status,
      url: request.url,
      traceId: traceIdOf(request),
      ...(tracedSpan && { spanId: tracedSpan.spanId }),
    };
    if (problem.code === 'INTERNAL') this.logger.error({ ...line, err: thrown }, problem.message);
    else this.logger.info(line, problem.message);
    request.problemCode = problem.code;
    if (tracedSpan) tracedSpan.thrown = thrown;
    if (reply.sent) return;
    void reply
      .code(problem.status)
      .headers(problem.headers)
      .type(PROBLEM_CONTENT_TYPE)
      .send(JSON.stringify(problem.toDocument()));
  }
}
