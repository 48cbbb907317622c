import { createEmbeddedGenerator } from '@fleetlab/runner/generator/embedded';
import type { LoadOrder, Measurement } from '@fleetlab/runner/generator';
import { config } from '../config.js';

type Work = Extract<LoadOrder['work'], { kind: 'single' }>;
type Asked = Pick<Work, 'name' | 'params'> & {
  readonly model: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly warmupMs?: number;
  readonly seconds: number;
};

/** The lab's own generator: kept-alive connections, no retries, every answer checked. */
const generator = createEmbeddedGenerator();

/** So many requests a second, whatever becomes of them. */
export function atRate(ratePerSecond: number, asked: Asked, signal = NEVER): Promise<Measurement> {
  const load = { kind: 'open', ratePerSecond, arrivals: 'uniform' } as const;
  return generator.run({ ...orderOf(asked), load, clients: 0, spreadMs: 0 }, signal);
}

/** So many clients that each wait for their answer. */
export function withClients(clients: number, spreadMs: number, asked: Asked, signal = NEVER): Promise<Measurement> {
  const load = { kind: 'closed', concurrency: clients, thinkTimeMs: null } as const;
  return generator.run({ ...orderOf(asked), load, clients, spreadMs }, signal);
}

const NEVER = new AbortController().signal;

function orderOf({ model, name, params, query = {}, warmupMs = 0, seconds }: Asked) {
  return {
    baseUrl: config.ingressUrl,
    path: `/${model}`,
    query,
    work: { kind: 'single', name, params } as const,
    warmupMs,
    durationMs: seconds * 1000,
    seed: 1,
  };
}
