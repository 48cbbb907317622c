import type { FastifyInstance } from 'fastify';
import { epochMs } from '../clock.js';
import { Problem } from '../errors/problem.js';
import { HttpRequestMetric } from '../metrics/http-request.metric.js';
import { handoverOf } from '../prefork/primary-link.js';
import type { ServiceContext } from '../service-context.js';

/** What happens to every request before and after its route: it is timed, counted, and turned away while there is no room. */
export function addRequestHooks(
  server: FastifyInstance,
  { registry, inFlight, publisher, drain }: ServiceContext,
): void {
  const http = new HttpRequestMetric(registry);

  server.decorateRequest('receivedAt', 0);
  server.decorateRequest('waitedSince', 0);
  server.decorateRequest('runSeries', undefined);
  server.decorateRequest('problemCode', undefined);

  server.addHook('onRequest', (request, reply, done) => {
    const handover = handoverOf(request.raw.socket);
    request.receivedAt = handover?.acceptedAt ?? epochMs();
    inFlight.count++;
    publisher.touch();
    if (drain.isDraining) reply.header('connection', 'close');
    if (handover?.isOverloaded) {
      done(new Problem('OVERLOADED', 'All slots are busy and too many requests wait for one.', { retryAfterS: 1 }));
    } else done();
  });

  server.addHook('onResponse', (request, reply, done) => {
    inFlight.count--;
    const now = epochMs();
    const route = request.routeOptions.url ?? '';
    http.observe(request.method, route, reply.statusCode, request.problemCode, now - request.receivedAt);
    if (request.waitedSince > 0) request.runSeries?.response.observeMs(now - request.waitedSince);
    handoverOf(request.raw.socket)?.release();
    // A connection that was busy when the server closed is idle now, and would keep it open.
    if (drain.isDraining) setImmediate(() => server.server.closeIdleConnections());
    done();
  });
}
