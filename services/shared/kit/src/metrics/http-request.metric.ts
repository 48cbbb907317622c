import type { Registry } from 'prom-client';
import type { TracedSpan } from '../tracing/traced-span.js';
import { DurationHistogram, type DurationSeries } from './duration-histogram.js';
import { HTTP_REQUEST_DURATION } from './names.js';

/** Methods that may be a label value; OpenTelemetry's semantic conventions call every other one `_OTHER`. */
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']);

/** The method as a label or an attribute may have it. */
export function methodLabel(method: string): string {
  return KNOWN_METHODS.has(method) ? method : '_OTHER';
}

/**
 * @param errorType a problem's code; undefined for a success
 * @param ms from the request's headers being read to its answer being written
 * @param span the request's own, where it is traced
 */
export type ObserveRequest = (
  method: string,
  status: number,
  errorType: string | undefined,
  ms: number,
  span?: TracedSpan,
) => void;

/** How long requests take, from being read to being answered. */
export class HttpRequestMetric {
  private readonly histogram: DurationHistogram;

  constructor(registry: Registry) {
    this.histogram = new DurationHistogram(
      HTTP_REQUEST_DURATION,
      'Time from the request read to the answer written, by route.',
      registry,
    );
  }

  /**
   * What counts the requests of one route. The successes of a GET, which are nearly all, find their series without a look-up.
   *
   * @param route the route's template, never the path; empty for requests that match none
   */
  ofRoute(route: string): ObserveRequest {
    const others = new Map<string, DurationSeries>();
    let success: DurationSeries | undefined;
    return (method, status, errorType, ms, span) => {
      if (method === 'GET' && status === 200) {
        success ??= this.series(route, method, status, errorType);
        success.observeMs(ms, span);
        return;
      }
      const key = `${method} ${status} ${errorType}`;
      let series = others.get(key);
      if (!series) others.set(key, (series = this.series(route, method, status, errorType)));
      series.observeMs(ms, span);
    };
  }

  private series(route: string, method: string, status: number, errorType = ''): DurationSeries {
    return this.histogram.with({
      http_request_method: methodLabel(method),
      http_route: route,
      http_response_status_code: String(status),
      url_scheme: 'http',
      error_type: errorType,
    });
  }
}
