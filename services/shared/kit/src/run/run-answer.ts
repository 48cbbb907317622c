import { roundToMicros } from '../clock.js';
import type { RunOutcome, RunRequest } from './run.service.js';

/** Who answered. */
export interface ServiceIdentity {
  readonly model: string;
  readonly pod: string;
  readonly version: string;
}

/** The body of a 200: the same for every model. Times are epoch milliseconds, durations milliseconds. */
export interface RunAnswer {
  readonly model: string;
  readonly workload: string;
  readonly params: object;
  readonly result: unknown;
  readonly service: { readonly pod: string; readonly pid: number; readonly threadId: number; readonly version: string };
  readonly timing: {
    readonly receivedAt: number;
    readonly startedAt: number;
    readonly finishedAt: number;
    readonly waitMs: number;
    readonly serviceMs: number;
    readonly cpuMs: number | null;
  };
  readonly traceId: string | null;
}

/** @param waitedSince when the client's wait began */
export function toAnswer(
  identity: ServiceIdentity,
  { workload, params }: RunRequest,
  { result, startedAt, finishedAt, cpuMs, pid, threadId }: RunOutcome,
  receivedAt: number,
  waitedSince: number,
  traceId: string | null,
): RunAnswer {
  return {
    model: identity.model,
    workload,
    params,
    result,
    service: { pod: identity.pod, pid, threadId, version: identity.version },
    timing: {
      receivedAt: roundToMicros(receivedAt),
      startedAt: roundToMicros(startedAt),
      finishedAt: roundToMicros(finishedAt),
      waitMs: roundToMicros(Math.max(0, startedAt - waitedSince)),
      serviceMs: roundToMicros(finishedAt - startedAt),
      cpuMs: cpuMs && roundToMicros(cpuMs),
    },
    traceId,
  };
}
