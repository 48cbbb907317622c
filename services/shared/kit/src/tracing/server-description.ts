import type { Attributes } from '@opentelemetry/api';
import { REJECTIONS } from '../errors/catalogue.js';
import { methodLabel } from '../metrics/http-request.metric.js';
import type { RunRequest } from '../run/run.service.js';
import type { ServerSpan } from './server-span.js';

/** What a server's span says of its request. */
export interface ServerDescription {
  readonly name: string;
  /** Frozen where they are those of many spans. */
  readonly attributes: Attributes;
}

/** Of runs that went well: a run that was asked for before is the same object (see RequestValidator), and has the same URL. */
const wentWell = new WeakMap<RunRequest, ServerDescription>();

export function describeServer(span: ServerSpan): ServerDescription {
  const { request: run, http, reply } = span;
  const isPlain = http.method === 'GET' && reply.statusCode === 200 && reply.raw.writableFinished;
  if (!run || !isPlain) return describe(span);
  let description = wentWell.get(run);
  if (!description) {
    description = describe(span);
    Object.freeze(description.attributes);
    wentWell.set(run, description);
  }
  return description;
}

/** As few as tell the request: each is written with every span. */
function describe({ request: run, http, reply }: ServerSpan): ServerDescription {
  const { url, problemCode } = http;
  const route = http.is404 ? undefined : http.routeOptions.url;
  const method = methodLabel(http.method);
  const queryAt = url.indexOf('?');
  const attributes: Attributes = {
    'http.request.method': method,
    'url.scheme': 'http',
    'url.path': queryAt < 0 ? url : url.slice(0, queryAt),
  };
  if (queryAt >= 0) attributes['url.query'] = url.slice(queryAt + 1);
  if (route !== undefined) attributes['http.route'] = route;
  if (reply.raw.writableFinished) attributes['http.response.status_code'] = reply.statusCode;
  if (REJECTIONS.has(problemCode)) attributes['fleetlab.refused'] = true;
  if (run) {
    attributes['fleetlab.workload'] = run.workload;
    for (const option in run.options) attributes[`fleetlab.${option}`] = run.options[option];
  }
  return { name: nameOf(method, run ? route?.replace(':workload', run.workload) : route), attributes };
}

function nameOf(method: string, path: string | undefined): string {
  const word = method === '_OTHER' ? 'HTTP' : method;
  return path === undefined ? word : `${word} ${path}`;
}
