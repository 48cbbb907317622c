import { readConfig } from './config.ts';
import { queryOf, readParams } from './params.ts';
import { oneOf, text, word } from './setting.ts';
import { type Params, type WorkloadName, WORKLOADS, workloadNamed } from './workloads.ts';

/** As the embedded generator asks: a queue's answer is waited for, and the request then gives up later than the queue. */
const QUEUE_WAIT_MS = 60_000;

/** What is asked of which model. */
export interface Target {
  readonly model: string;
  readonly workload: WorkloadName;
  readonly params: Params;
  /** What the model is told besides: how async runs a request, and that a queue answers the result and not the job. */
  readonly modelQuery: Readonly<Record<string, string>>;
  /** How long one is asked to take; 0 where the CPU decides. */
  readonly requestedMs: number;
}

/** @param byDefault of a script that is about another model, or about other parameters */
export function readTarget(byDefault: { readonly model?: string; readonly params?: string } = {}): Target {
  const { MODEL, VIA, WORKLOAD, PARAMS } = readConfig({
    MODEL: word(byDefault.model ?? 'threaded'),
    VIA: word(''),
    WORKLOAD: oneOf('sleep', WORKLOADS),
    PARAMS: text(byDefault.params ?? ''),
  });
  return targetOf(MODEL, WORKLOAD, readParams('PARAMS', PARAMS, WORKLOAD), VIA);
}

export function targetOf(model: string, workload: WorkloadName, params: Params, via = ''): Target {
  const modelQuery = { ...(model === 'queue' && { wait: String(QUEUE_WAIT_MS) }), ...(via !== '' && { via }) };
  return { model, workload, params, modelQuery, requestedMs: workloadNamed(workload).requestedMs(params) };
}

/** `threaded, sleep ms=100` */
export function titleOf({ model, workload, params, modelQuery: { via } }: Target): string {
  return [`${model}${via ? ` via=${via}` : ''},`, workload, queryOf(params)].join(' ').trim();
}
