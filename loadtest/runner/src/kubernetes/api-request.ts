import { ApiException, HttpMethod, RequestContext } from '@kubernetes/client-node';
import { fetch, type Response } from 'undici';
import type { Cluster } from './cluster.js';

export interface ApiRequest {
  readonly method?: 'GET' | 'PATCH';
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Asks the API server for what its client has no function for: an answer that is to be read as it comes, and what a pod or a
 * Service behind its proxy answers.
 *
 * @param path from the root, for instance `/api/v1/namespaces/default/pods/k6:6565/proxy/v1/status`
 * @throws ApiException where the status is none of success
 */
export async function requestApi(
  { config }: Cluster,
  path: string,
  { method = 'GET', query = {}, body, signal }: ApiRequest = {},
): Promise<Response> {
  const url = new URL(path, config.getCurrentCluster()!.server);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const context = new RequestContext(url.href, method === 'GET' ? HttpMethod.GET : HttpMethod.PATCH);
  await config.applySecurityAuthentication(context);
  const response = await fetch(url, {
    method,
    headers: { ...context.getHeaders(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: signal ?? null,
    dispatcher: context.getDispatcher(),
  });
  if (response.ok) return response;
  const headers = Object.fromEntries(response.headers);
  throw new ApiException(response.status, `${method} ${path}`, await response.text().catch(() => ''), headers);
}
