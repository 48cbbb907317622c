import { LIMITS, UNITS } from '../config.js';
import { errorShare, rejectedPerSecond } from '../queries/requests.js';
import type { PanelBuilder } from './panel.js';
import { overTime } from './query.js';
import { timeseriesWithLimit } from './timeseries.js';

/** What alerts say of requests, on each dashboard that has requests. */
export function errors(component: string, legend: string): PanelBuilder {
  return timeseriesWithLimit(
    {
      title: 'Errors',
      description:
        'The share of answers with a status of 500 or more. Those that find no room are not among them: they are in Rejected. From the line on FleetlabErrorsHigh fires, by the mean of five minutes.',
      unit: UNITS.share,
      queries: [overTime(errorShare(component), legend)],
    },
    LIMITS.errorShare,
  );
}

export function rejections(legend: string, ...matchers: string[]): PanelBuilder {
  return timeseriesWithLimit(
    {
      title: 'Rejected',
      description: 'Requests refused per second for want of room: no slot and no place to wait.',
      unit: UNITS.perSecond,
      queries: [overTime(rejectedPerSecond(...matchers), legend)],
    },
    LIMITS.rejectedPerSecond,
  );
}
