import type { TracedSpan } from '@fleetlab/kit';
import type { JobError } from '../drivers/job.js';

/** Of a run that failed the span is kept with the error's cause, which every driver keeps. */
export function failedSpanOf(error: JobError | null | undefined): TracedSpan | undefined {
  return (error?.cause as { span?: TracedSpan } | null | undefined)?.span;
}

/** Says in the error which span its run had, and no longer how the run went: that is in the span. */
export function noteSpan(thrown: unknown, { traceId, spanId }: TracedSpan): void {
  if (!(thrown instanceof Error)) return;
  const { run: _run, ...cause } = { ...(thrown.cause as { run?: unknown } | undefined) };
  thrown.cause = { ...cause, span: { traceId, spanId } };
}
