import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
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
  readonly body: {
    readonly id?: string;
    readonly state?: string;
    readonly runs?: number;
    readonly attempts?: number;
    readonly result?: unknown;
    readonly code?: string;
    readonly pod?: string;
    readonly service?: { readonly pod: string };
  };
}

export const MODELS = ['blocking', 'threaded', 'async', 'queue'] as const;

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Where a release listens to a host of its own. */
  readonly host?: string;
}

const agent = new Agent({ keepAlive: true });

/** One request through the ingress, over node:http: fetch would not send another Host. */
export async function ask(path: string, { method = 'GET', headers, body, host }: Asked = {}): Promise<Answer> {
  const url = new URL(config.ingressUrl + path);
  const asking = request(url, { agent, method, headers: { ...headers, ...(host && { host }) } }).end(body);
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  const said = await text(response);
  const isJson = response.headers['content-type']?.includes('json') ?? false;
  return { status: response.statusCode!, body: (isJson ? JSON.parse(said) : {}) as Answer['body'] };
}

export async function describeModel(model: string, host?: string): Promise<Description> {
  const { status, body } = await ask(`/${model}`, { host });
  if (status !== 200) throw new Error(`GET /${model} answered ${status}`);
  return body as unknown as Description;
}
