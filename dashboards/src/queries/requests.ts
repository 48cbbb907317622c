import * as m from './metrics.js';
import { countPerSecond, inFleet, OF_FLEETLAB, orZero, quantile, rate, sumBy } from './promql.js';

/** Requests that were answered, well or not. */
export const answeredPerSecond = (...matchers: string[]) => countPerSecond(m.RESPONSE_DURATION, 'model', ...matchers);

/** What clients wait, backlog included. */
export const responseQuantile = (q: number, ...matchers: string[]) =>
  quantile(q, m.RESPONSE_DURATION, 'model', ...matchers);

export const answersByStatus = (component: string) =>
  countPerSecond(m.HTTP_REQUEST_DURATION, 'http_response_status_code', component);

/** The share of answers that say that the server failed, of each component. */
export function errorShare(component: string = OF_FLEETLAB): string {
  const all = countPerSecond(m.HTTP_REQUEST_DURATION, 'component', component);
  const failed = countPerSecond(m.HTTP_REQUEST_DURATION, 'component', component, 'http_response_status_code=~"5.."');
  return `(${orZero(failed, all)}) / ${all}`;
}

/** Refused for want of room. */
export const rejectedPerSecond = (...matchers: string[]) =>
  orZero(
    sumBy('model', rate(inFleet(m.RUN_REJECTED, ...matchers))),
    sumBy('model', inFleet(m.RUN_WAITING, ...matchers)),
  );
