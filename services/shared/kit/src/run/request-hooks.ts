import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { epochMs } from '../clock.js';
import { Problem } from '../errors/problem.js';
import { HttpRequestMetric, type ObserveRequest } from '../metrics/http-request.metric.js';
import { handoverOf } from '../prefork/primary-link.js';
import type { ServiceContext } from '../service-context.js';

/** What happens to every request before and after its route: it is timed, counted, and turned away while there is no room. */
export function addRequestHooks(
  server: FastifyInstance,
  { registry, inFlight, publisher, drain }: ServiceContext,
): void {
  const http = new HttpRequestMetric(registry);
  const observeUnmatched = http.ofRoute('');

  server.decorateRequest('receivedAt', 0);
  server.decorateRequest('waitedSince', 0);
  server.decorateRequest('runSeries', undefined);
  server.decorateRequest('problemCode', undefined);

  // A route's template is known here and costs a good deal to ask for with each request.
  server.addHook('onRoute', (route) => {
    const observeRoute = http.ofRoute(route.url);
    route.onResponse = (request, reply, done) => {
      observe(observeRoute, request, reply);
      done();
    };
  });

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
    if (request.is404) observe(observeUnmatched, request, reply);
    if (request.runSeries) request.runSeries.response.observeMs(epochMs() - request.waitedSince);
    handoverOf(request.raw.socket)?.release();
    // A connection that was busy when the server closed is idle now, and would keep it open.
    if (drain.isDraining) setImmediate(() => server.server.closeIdleConnections());
    done();
  });
}

function observe(count: ObserveRequest, request: FastifyRequest, reply: FastifyReply): void {
  count(request.method, reply.statusCode, request.problemCode, epochMs() - request.receivedAt);
}
