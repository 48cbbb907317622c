import { PortForward } from './port-forward.js';

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Series {
  readonly metric: Sample['metric'];
  readonly values: readonly number[];
}

export interface Period {
  readonly from: number;
  readonly to: number;
  readonly stepS: number;
}

export interface Rule {
  readonly name: string;
  readonly type: 'alerting' | 'recording';
  readonly health: string;
  readonly lastError?: string;
}

export interface Target {
  readonly labels: Readonly<Record<string, string>>;
  readonly health: string;
  readonly lastError: string;
}

interface Exemplars {
  readonly exemplars: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: string }[];
}

/** The Prometheus of a release, by its HTTP API. */
export class Prometheus {
  private constructor(private readonly forward: PortForward) {}

  static async of(namespace: string, service: string): Promise<Prometheus> {
    return new Prometheus(await PortForward.open(namespace, service, 9090));
  }

  get writeUrl(): string {
    return `${this.forward.url}/api/v1/write`;
  }

  /** An instant query. @param at epoch seconds; now where left out */
  async query(expr: string, at?: number): Promise<readonly Sample[]> {
    const { result } = await this.ask<{ result: { metric: Sample['metric']; value: [number, string] }[] }>('query', {
      query: expr,
      ...(at && { time: String(at) }),
    });
    return result.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }));
  }

  /** A query for each step of a time, in epoch seconds. @returns every series with its values in order */
  async range(expr: string, { from, to, stepS }: Period): Promise<readonly Series[]> {
    const { result } = await this.ask<{ result: { metric: Sample['metric']; values: [number, string][] }[] }>(
      'query_range',
      { query: expr, start: String(from), end: String(to), step: String(stepS) },
    );
    return result.map(({ metric, values }) => ({ metric, values: values.map(([, value]) => Number(value)) }));
  }

  /** The one value of a query; 0 where it has none. */
  async number(expr: string): Promise<number> {
    const [sample] = await this.query(expr);
    return sample?.value ?? 0;
  }

  /** Trace ids of the exemplars of a series' last minutes. */
  async exemplarTraceIds(expr: string, withinS = 600): Promise<readonly string[]> {
    const end = Date.now() / 1000;
    const found = await this.ask<Exemplars[]>('query_exemplars', {
      query: expr,
      start: String(end - withinS),
      end: String(end),
    });
    return found.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels.trace_id!));
  }

  async rules(): Promise<readonly Rule[]> {
    const { groups } = await this.ask<{ groups: { rules: Rule[] }[] }>('rules', {});
    return groups.flatMap(({ rules }) => rules);
  }

  async targets(): Promise<readonly Target[]> {
    const { activeTargets } = await this.ask<{ activeTargets: Target[] }>('targets', { state: 'active' });
    return activeTargets;
  }

  close(): Promise<void> {
    return this.forward.close();
  }

  private async ask<T>(what: string, parameters: Readonly<Record<string, string>>): Promise<T> {
    const response = await fetch(`${this.forward.url}/api/v1/${what}?${new URLSearchParams(parameters)}`);
    const { status, data, error } = (await response.json()) as { status: string; data: T; error?: string };
    if (status !== 'success') throw new Error(`Prometheus refused ${what} ${JSON.stringify(parameters)}: ${error}`);
    return data;
  }
}
