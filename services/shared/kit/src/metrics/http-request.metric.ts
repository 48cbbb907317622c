import type { Registry } from 'prom-client';
import { DurationHistogram, type DurationSeries } from './duration-histogram.js';

export const HTTP_REQUEST_DURATION = 'http_server_request_duration_seconds';

/** Methods that may be a label value; OpenTelemetry's semantic conventions call every other one `_OTHER`. */
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH']);

/** From a request's headers being read to its answer being written. */
export class HttpRequestMetric {
  private readonly histogram: DurationHistogram;
  private readonly seriesOf = new Map<string, DurationSeries>();

  constructor(registry: Registry) {
    this.histogram = new DurationHistogram(
      HTTP_REQUEST_DURATION,
      'Time from the request read to the answer written, by route.',
      registry,
    );
  }

  /**
   * @param route the route's template, never the path; empty where none matched
   * @param errorType a problem's code
   */
  observe(method: string, route: string, status: number, errorType: string | undefined, ms: number): void {
    const key = `${method} ${route} ${status} ${errorType}`;
    let series = this.seriesOf.get(key);
    if (!series) {
      series = this.histogram.with({
        http_request_method: KNOWN_METHODS.has(method) ? method : '_OTHER',
        http_route: route,
        http_response_status_code: String(status),
        url_scheme: 'http',
        error_type: errorType ?? '',
      });
      this.seriesOf.set(key, series);
    }
    series.observeMs(ms);
  }
}
