import { config } from '../config.js';

/** What `GET /{model}` says. */
export interface Description {
  readonly model: string;
  readonly pod: string;
  readonly workloads: readonly string[];
  readonly limits: {
    readonly slots: { readonly wait: number | null; readonly cpu: number };
    readonly settings: Readonly<Record<string, number | null>>;
  };
  readonly cpu: { readonly availableCores: number; readonly limitCores: number | null };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly id?: string;
    readonly state?: string;
    readonly runs?: number;
    readonly attempts?: number;
    readonly result?: unknown;
    readonly code?: string;
    readonly service?: { readonly pod: string };
  };
}

export const MODELS = ['blocking', 'threaded', 'async', 'queue'] as const;

/** One request through the ingress. @param host where the release listens to a host of its own */
export async function ask(path: string, init: RequestInit = {}, host?: string): Promise<Answer> {
  const headers = { ...(init.headers as Record<string, string> | undefined), ...(host && { host }) };
  const response = await fetch(config.ingressUrl + path, { ...init, headers });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(text) : {}) as Answer['body'],
  };
}

export async function describeModel(model: string): Promise<Description> {
  const { status, body } = await ask(`/${model}`);
  if (status !== 200) throw new Error(`GET /${model} answered ${status}`);
  return body as unknown as Description;
}
