import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { epochMs, roundToMicros } from '../clock.js';
import { traceIdOf } from '../run/trace-id.js';

/** One line for each request that was answered, where LOG_REQUESTS asks for it. One that failed has its line already. */
export function addRequestLog(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    if (request.problemCode === undefined) {
      const { method, url, receivedAt, tracedSpan } = request;
      const durationMs = roundToMicros(epochMs() - receivedAt);
      const trace = { traceId: traceIdOf(request), ...(tracedSpan && { spanId: tracedSpan.spanId }) };
      logger.info({ method, url, status: reply.statusCode, durationMs, ...trace }, 'answered');
    }
    done();
  });
}
