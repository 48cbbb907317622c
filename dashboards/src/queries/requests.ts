import * as m from './metrics.js';
import { CHOSEN, countPerSecond } from './promql.js';
import { watched } from './watched.js';

export const { errorShare, responseQuantile, rejectedPerSecond } = watched(CHOSEN);

/** Requests that were answered, well or not. */
export const answeredPerSecond = (...matchers: string[]) => countPerSecond(m.RESPONSE_DURATION, 'model', ...matchers);

export const answersByStatus = (component: string) =>
  countPerSecond(m.HTTP_REQUEST_DURATION, 'http_response_status_code', component);
