import { Counter, type Registry } from 'prom-client';
import { DurationHistogram, type DurationSeries } from './duration-histogram.js';
import { RESPONSE_DURATION, RUN_CPU, RUN_DURATION, RUN_WAIT } from './names.js';

export type RunResult = 'ok' | 'failed';

/** What is counted of the runs of one workload. */
export interface RunSeries {
  /** From X-Request-Start, else the accept, to the start of the work. */
  readonly wait: DurationSeries;
  readonly duration: Readonly<Record<RunResult, DurationSeries>>;
  /** From X-Request-Start, else the accept, to the answer: what the client waits, backlog included. */
  readonly response: DurationSeries;
  addCpuMs(ms: number): void;
}

/** Families about runs. A workload has series from its first run on. */
export class RunMetric {
  private readonly byWorkload = new Map<string, RunSeries>();
  private readonly wait: DurationHistogram;
  private readonly duration: DurationHistogram;
  private readonly response: DurationHistogram;
  private readonly cpu: Counter<'model' | 'workload'>;

  constructor(
    registry: Registry,
    private readonly model: string,
  ) {
    this.wait = new DurationHistogram(
      RUN_WAIT,
      'Time from X-Request-Start (else accept) to the start of work.',
      registry,
    );
    this.duration = new DurationHistogram(
      RUN_DURATION,
      'Time from start to end of work; for work that failed, from its arrival.',
      registry,
    );
    this.response = new DurationHistogram(
      RESPONSE_DURATION,
      'Time from X-Request-Start (else accept) to the answer: what the client waits.',
      registry,
    );
    this.cpu = new Counter({
      name: RUN_CPU,
      help: 'CPU time of work, for workloads that compute.',
      labelNames: ['model', 'workload'],
      registers: [registry],
    });
  }

  /** @param workload a name that a validator knows, never a client's word */
  of(workload: string): RunSeries {
    const known = this.byWorkload.get(workload);
    if (known) return known;
    const labels = { model: this.model, workload };
    const series: RunSeries = {
      wait: this.wait.with(labels),
      duration: {
        ok: this.duration.with({ ...labels, outcome: 'ok' }),
        failed: this.duration.with({ ...labels, outcome: 'failed' }),
      },
      response: this.response.with(labels),
      addCpuMs: (ms) => this.cpu.inc(labels, ms / 1000),
    };
    this.byWorkload.set(workload, series);
    return series;
  }
}
