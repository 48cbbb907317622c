import type { Answer } from './answer.ts';
import { presentScenario, sinceStart } from './clock.ts';
import { config } from './config.ts';
import { samplesWritten } from './metrics.ts';
import { type SummaryData, valueOf } from './summary/summary-data.ts';

/*
 * What the runner reads where k6 is its generator (SAMPLES=1): a line for each answer, so that it counts them itself, and
 * those of several k6 together. Durations and times are milliseconds, times count from the start of the load.
 *
 *   h <epoch of the start> <now>                                                         once, at the beginning
 *   s <intended> <sent> <answered> <wait> <run> <started> <finished> <pid> <thread> <request> <trace id or ->
 *   f <intended> <sent> <answered> <request> <why the answer is not right>
 *   e <lines written> <iterations dropped>                                               once, at the end
 */

export interface Sample {
  readonly intendedAt: number;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly answer: Answer;
  /** Of the trace that the request started; empty where it started none. */
  readonly traceId: string;
  /** Which one of a burst, counted from 1; 0 elsewhere. */
  readonly request: number;
}

/** Says when the load began: by its first iteration, since none is told before. */
export function sayBegun(): void {
  const { startTime, iterationInInstance } = presentScenario();
  if (config.SAMPLES && iterationInInstance === 0) console.log(`h ${startTime} ${sinceStart().toFixed(3)}`);
}

export function saySample({ intendedAt, sentAt, answeredAt, answer, traceId, request }: Sample): void {
  if (!config.SAMPLES) return;
  const { startTime } = presentScenario();
  const times = [intendedAt, sentAt, answeredAt].map((at) => (at - startTime).toFixed(3)).join(' ');
  samplesWritten.add(1);
  if (!answer.isRight) return console.log(`f ${times} ${request} ${answer.reason}`);
  const { waitMs, runMs, startedAt, finishedAt, pid, threadId } = answer;
  // Something on the way, an ingress with traces of its own, may have started another.
  const trace = traceId !== '' && traceId === answer.traceId ? traceId : '-';
  const work = [waitMs, runMs, startedAt - startTime, finishedAt - startTime].map((ms) => ms.toFixed(3)).join(' ');
  console.log(`s ${times} ${work} ${pid} ${threadId} ${request} ${trace}`);
}

/** By which the reader knows that it has all lines. */
export function lastLine(data: SummaryData): string {
  return `e ${valueOf(data, 'fleetlab_samples', 'count')} ${valueOf(data, 'dropped_iterations', 'count')}\n`;
}
