import type { Slo } from '../../experiment/experiment.js';
import type { Cell } from '../../experiment/plan.js';
import { duration, percent } from '../../results/figure.js';
import type { TrialRecord } from '../../trial/trial.js';
import { findBacklog } from '../../verdict/backlog.js';
import type { Evidence } from '../../verdict/evidence.js';
import { generatorBusy } from '../../verdict/generator-busy.rule.js';
import { generatorRules } from '../../verdict/rules.js';
import { mergePercentiles } from '../percentiles.js';
import { boundsOf, brokenBound } from '../promise.js';

/** What one trial says of a cell: whether it keeps the promise, or nothing at all. */
export interface Probe {
  readonly outcome: 'met' | 'missed' | 'unknown';
  /** Why it did not keep the promise, or says nothing; empty where it kept it. */
  readonly why: string;
}

/**
 * Whether a trial kept what is promised: every percentile and the errors, and the load kept up with.
 *
 * A generator without time to spare puts load on that it cannot time, so nothing is said; neither where it started fewer
 * requests than ordered, or late, unless the service itself had already fallen behind.
 */
export function judgeProbe(cell: Cell, record: TrialRecord, slo: Slo): Probe {
  if (record.broken !== undefined) return unknown(`could not be had: ${record.broken}`);
  const latencyMs = mergePercentiles([record.histograms.latency]);
  const evidence: Evidence = {
    cell,
    trials: [record],
    broken: [],
    isProbe: true,
    calibration: null,
    throughput: null,
    medianLatencyMs: latencyMs?.p50 ?? null,
    longestLatencyMs: latencyMs?.max ?? null,
    allowedErrorRate: slo.errorRate ?? 0,
  };
  const busy = generatorBusy(evidence);
  if (busy) return unknown(busy.text);
  const { ok, failed } = record.requests;
  if (ok === 0 || latencyMs === null) return missed('no request was answered rightly');
  if (failed / (ok + failed) > evidence.allowedErrorRate) return missed(`${percent(failed / (ok + failed))} failed`);
  if (findBacklog(evidence)) return missed('it did not keep up');
  const atFault = generatorRules.map((rule) => rule(evidence)).filter((reason) => reason !== undefined);
  const invalid = atFault.find(({ verdict }) => verdict === 'invalid');
  if (invalid) return unknown(invalid.text);
  const bound = brokenBound(latencyMs, boundsOf(slo));
  if (!bound) return { outcome: 'met', why: '' };
  return atFault[0] ? unknown(atFault[0].text) : missed(`${bound.percentile} ${duration(latencyMs[bound.percentile])}`);
}

function missed(why: string): Probe {
  return { outcome: 'missed', why };
}

/** The figures in brackets, of what is expected of a generator, are in the cell's own reasons. */
function unknown(why: string): Probe {
  return { outcome: 'unknown', why: why.replace(/ \(.*$/, '') };
}
