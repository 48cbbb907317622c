import {
  addRunSpans,
  epochMs,
  failedRunOf,
  formatTraceparent,
  KIND,
  newSpanId,
  newTraceId,
  parseTraceparent,
  type SpanDraft,
  type TracedRun,
  type TracedSpan,
  type Tracing,
} from '@fleetlab/kit';
import type { TraceContext } from '@fleetlab/workloads';
import type { Job } from '../drivers/job.js';
import { QUEUE_NAME } from '../metrics/queue-name.js';

/** One run of a job: a trace of its own, that links to the request which ordered the job. */
export class JobSpan implements TracedSpan {
  readonly spanId = newSpanId();
  readonly startedAt = epochMs();
  private readonly runId = newSpanId();
  private readonly producer: TracedSpan | undefined;

  private constructor(
    readonly traceId: string,
    private readonly job: Job,
    private readonly tracing: Tracing,
  ) {
    this.producer = parse(job.trace);
  }

  /** @returns undefined where this run is not sampled */
  static begin(job: Job, tracing: Tracing): JobSpan | undefined {
    const traceId = sampledTraceId(job.trace, tracing);
    return traceId === null ? undefined : new JobSpan(traceId, job, tracing);
  }

  /** What the work goes on with: its own trace, and the baggage of who ordered it. */
  get trace(): TraceContext {
    const { traceId, runId: spanId } = this;
    return { traceparent: formatTraceparent({ traceId, spanId, isSampled: true }), baggage: this.job.trace?.baggage };
  }

  end(run: TracedRun): void {
    this.write(run, undefined);
  }

  fail(thrown: unknown): void {
    this.write(failedRunOf(thrown), thrown instanceof Error ? thrown : new Error(String(thrown)));
  }

  private write(run: TracedRun | undefined, error: Error | undefined): void {
    const { traceId, spanId, startedAt, producer, runId } = this;
    const failure = error && { type: error.name, message: error.message, exception: error };
    const consumer: SpanDraft = {
      name: `process ${QUEUE_NAME}`,
      kind: KIND.consumer,
      traceId,
      spanId,
      parentId: undefined,
      startedAt,
      finishedAt: epochMs(),
      attributes: this.attributes(),
      ...(producer && { links: [producer] }),
      failure,
    };
    const spans = [consumer];
    if (run) addRunSpans(spans, { traceId, parentId: spanId, runId }, run, failure);
    this.tracing.write(spans);
  }

  private attributes() {
    const { id, workload, attempts, maxAttempts, runs, enqueuedAt, runAt } = this.job;
    return {
      'messaging.system': 'fleetlab',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.name': QUEUE_NAME,
      'messaging.message.id': id,
      'fleetlab.workload': workload,
      'fleetlab.job.attempt': attempts + 1,
      'fleetlab.job.max_attempts': maxAttempts,
      'fleetlab.job.runs': runs,
      'fleetlab.job.wait_ms': Math.max(0, this.startedAt - Math.max(enqueuedAt, runAt)),
    };
  }
}

/** As whoever ordered the job was sampled, where the sampler goes by that: a link must not lead to nothing. */
function sampledTraceId(trace: TraceContext | null, { sampler }: Tracing): string | null {
  if (!trace) return sampler.begins();
  const traceId = newTraceId();
  const parent = parse(trace) ?? { traceId, spanId: newSpanId(), isSampled: false };
  return sampler.continues(parent) ? traceId : null;
}

function parse(trace: TraceContext | null) {
  return trace?.traceparent ? parseTraceparent(trace.traceparent) : undefined;
}
