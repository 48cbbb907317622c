import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './service.js';

/** One target as Prometheus sees it. */
export interface Target {
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
}

/** What is scraped, without `/metrics`, and labels that its series get. */
export interface LabelledTarget {
  readonly adminUrl: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A series with its value at one moment. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [time: number, value: string];
}

export interface ExemplarSeries {
  readonly seriesLabels: Readonly<Record<string, string>>;
  readonly exemplars: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: string }[];
}

/** A real Prometheus on a free port, which scrapes each second and keeps exemplars. */
export class Prometheus implements AsyncDisposable {
  private constructor(
    private readonly url: string,
    private readonly stop: () => Promise<void>,
  ) {}

  /** @param scraped a string stands for a target without labels */
  static async start(scraped: readonly (string | LabelledTarget)[]): Promise<Prometheus> {
    const folder = await mkdtemp(join(tmpdir(), 'prometheus-'));
    const static_configs = scraped.map((target) =>
      typeof target === 'string'
        ? { targets: [new URL(target).host] }
        : { targets: [new URL(target.adminUrl).host], labels: target.labels },
    );
    const scrape = { job_name: 'fleetlab', static_configs };
    // JSON is YAML.
    const config = { global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs: [scrape] };
    await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(config));
    const flags = {
      'config.file': join(folder, 'prometheus.yml'),
      'storage.tsdb.path': join(folder, 'data'),
      'web.listen-address': '127.0.0.1:0',
      'enable-feature': 'exemplar-storage',
    };
    const child = spawn(
      'prometheus',
      Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const ended = once(child, 'exit');
    let log = '';
    const listening = new Promise<string>((resolve) =>
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        const address = /msg="Listening on".* address=(\S+)/.exec(log)?.[1];
        if (address) resolve(`http://${address}`);
      }),
    );
    const url = await Promise.race([listening, ended.then(() => null)]);
    if (!url) throw new Error(`prometheus ended before it was ready:\n${log}`);
    return new Prometheus(url, async () => {
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    });
  }

  /** Resolves once each target has been scraped, well or not. */
  async targets(): Promise<readonly Target[]> {
    let targets: readonly Target[] = [];
    await until(async () => {
      ({ activeTargets: targets } = await this.get<{ activeTargets: readonly Target[] }>('targets'));
      return targets.length > 0 && targets.every(({ health }) => health !== 'unknown');
    });
    return targets;
  }

  async query(query: string): Promise<readonly Sample[]> {
    return (await this.get<{ result: readonly Sample[] }>('query', { query })).result;
  }

  /** The type of a family as the last scrape said it. */
  async typeOf(family: string): Promise<string | undefined> {
    const metadata = await this.get<Record<string, readonly { type: string }[]>>('metadata', { metric: family });
    return metadata[family]?.[0]?.type;
  }

  exemplars(query: string): Promise<readonly ExemplarSeries[]> {
    const now = Date.now() / 1000;
    return this.get('query_exemplars', { query, start: String(now - 600), end: String(now + 60) });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  private async get<Data>(path: string, query: Record<string, string> = {}): Promise<Data> {
    // It listens before it is ready to answer.
    for (;;) {
      const answer = await fetch(`${this.url}/api/v1/${path}?${new URLSearchParams(query)}`);
      if (answer.status === 503) continue;
      const body = (await answer.json()) as { status: string; data: Data; error?: string };
      if (body.status !== 'success') throw new Error(`${path}: ${body.error}`);
      return body.data;
    }
  }
}
