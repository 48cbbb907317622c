import { LOOP_SAMPLING_SECONDS } from '../config.js';
import * as m from './metrics.js';
import { OF_FLEETLAB, orZero, promql, type Scope } from './promql.js';

/**
 * What LIMITS bound. A panel that draws a limit and the rule that watches it have the same expression from here, the one over
 * what is chosen and the other for each release, so that an alert is about what the panel shows.
 */
export function watched(scope: Scope) {
  const { select, sumBy, maxBy, perSecond, countPerSecond, quantile } = promql(scope);
  return {
    /** The share of answers that say that the server failed, of each component. What is refused for want of room is counted apart. */
    errorShare(component: string = OF_FLEETLAB): string {
      const answers = (...matchers: string[]) =>
        countPerSecond(m.HTTP_REQUEST_DURATION, 'component', component, ...matchers);
      const failed = answers('http_response_status_code=~"5.."', 'error_type!~"OVERLOADED|QUEUE_FULL"');
      return `(${orZero(failed, answers())}) / ${answers()}`;
    },

    /** What clients wait, backlog included. */
    responseQuantile: (q: number, ...matchers: string[]) => quantile(q, m.RESPONSE_DURATION, 'model', ...matchers),

    /** Refused for want of room. */
    rejectedPerSecond: (...matchers: string[]) =>
      orZero(perSecond(m.RUN_REJECTED, 'model', ...matchers), sumBy('model', select(m.RUN_WAITING, ...matchers))),

    /** In how many of the limit's periods the pods were held back. */
    throttledShare: (labels: string, component: string = OF_FLEETLAB) =>
      `${perSecond(m.CPU_THROTTLED_PERIODS, labels, component)} / ${perSecond(m.CPU_PERIODS, labels, component)}`,

    /** Of the process whose loop is latest. The library reports a loop that lags not at all as one sampling interval late. */
    loopLag: (labels: string, ...components: string[]) =>
      `clamp_min(${maxBy(labels, select('nodejs_eventloop_lag_p99_seconds', ...components))} - ${LOOP_SAMPLING_SECONDS}, 0)`,

    /** How often a process of a pod was started again, as far as it is known by the same name. */
    processRestarts: (labels: string, range: string) =>
      sumBy(labels, `changes(${select('process_start_time_seconds', OF_FLEETLAB)}[${range}])`),

    /** Every replica of the API says the same. */
    oldestJobAge: () => maxBy('queue', select(m.OLDEST_JOB_AGE)),
  };
}
