import * as m from './metrics.js';
import { inFleet, maxBy, OF_FLEETLAB, sumBy } from './promql.js';

export const podsUp = () => sumBy('component', inFleet('up', OF_FLEETLAB));

export const isUp = () => `min by (component, pod) (${inFleet('up', OF_FLEETLAB)})`;

export const scrapeSeconds = () => maxBy('component, pod', inFleet('scrape_duration_seconds', OF_FLEETLAB));

/** How a pod is set up; the queue's API says it of its workers. */
export const setting = (metric: string) => maxBy('component, pod', inFleet(metric, OF_FLEETLAB));

export const versions = () => maxBy('component, pod, model, version, node', inFleet(m.BUILD_INFO, OF_FLEETLAB));
