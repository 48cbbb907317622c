import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { epochMs } from '../clock.js';
import type { HttpRequestMetric, ObserveRequest } from '../metrics/http-request.metric.js';
import { SilentRegistry } from '../metrics/registry.js';
import { leaseOf } from '../prefork/primary-link.js';
import type { ServiceContext } from '../service-context.js';
import { addRequestLog } from '../logging/request-log.js';
import { createRequestTracing } from '../tracing/request-tracing.js';

/** What happens to every request before and after its route: it is timed and counted. */
export function addRequestHooks(server: FastifyInstance, context: ServiceContext, http: HttpRequestMetric): void {
  const { registry, inFlight, drain, tracing, options, logger } = context;
  const observeUnmatched = http.ofRoute('');
  const isObserved = !(registry instanceof SilentRegistry);
  const trace = tracing && createRequestTracing(tracing);

  server.decorateRequest('receivedAt', 0);
  server.decorateRequest('waitedSince', 0);
  server.decorateRequest('runSeries', undefined);
  server.decorateRequest('problemCode', undefined);
  server.decorateRequest('slotLease', undefined);
  server.decorateRequest('isGone', false);
  server.decorateRequest('trace', undefined);
  server.decorateRequest('tracedSpan', undefined);

  // A route's template is known here and costs a good deal to ask for with each request.
  server.addHook('onRoute', (route) => {
    if (!isObserved) return;
    const observeRoute = http.ofRoute(route.url);
    route.onResponse = (request, reply, done) => {
      observe(observeRoute, request, reply);
      done();
    };
  });

  server.addHook('onRequest', (request, reply, done) => {
    request.slotLease = leaseOf(request.raw.socket);
    request.receivedAt = request.slotLease?.arrivedAt ?? epochMs();
    inFlight.count++;
    inFlight.total++;
    if (drain.isDraining) reply.header('connection', 'close');
    trace?.(request, reply);
    done();
  });

  const leave = (request: FastifyRequest) => {
    if (request.isGone) return;
    request.isGone = true;
    inFlight.count--;
    request.tracedSpan?.close();
  };

  // A client that hangs up gets no response, and then no onResponse comes.
  server.addHook('onRequestAbort', (request, done) => {
    leave(request);
    done();
  });

  server.addHook('onResponse', (request, reply, done) => {
    leave(request);
    if (isObserved && request.is404) observe(observeUnmatched, request, reply);
    if (isObserved && request.runSeries) {
      request.runSeries.response.observeMs(epochMs() - request.waitedSince, request.tracedSpan);
    }
    request.slotLease?.close();
    // A connection that was busy when the server closed is idle now, and would keep it open.
    if (drain.isClosing) setImmediate(() => server.server.closeIdleConnections());
    done();
  });

  if (options.config.LOG_REQUESTS === 'on') addRequestLog(server, logger);
}

function observe(count: ObserveRequest, request: FastifyRequest, reply: FastifyReply): void {
  count(request.method, reply.statusCode, request.problemCode, epochMs() - request.receivedAt, request.tracedSpan);
}
