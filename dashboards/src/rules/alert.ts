import { RUNBOOK } from '../config.js';
import { RECORDED } from './recording.js';
import type { AlertingRule, Severity } from './rule.js';

interface Alert {
  readonly name: string;
  /** Holds while something is wrong. */
  readonly when: string;
  readonly for: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly description: string;
}

/**
 * Silent while an experiment runs: it overloads, restarts and scales services on purpose. And as long after it as the rates
 * look back.
 */
export function alert({ name, when, for: duration, severity, summary, description }: Alert): AlertingRule {
  return {
    alert: name,
    expr: `(${when}) unless on () (${RECORDED.experimentRunning} == 1)`,
    for: duration,
    labels: { severity },
    annotations: { summary, description, runbook_url: `${RUNBOOK}#${name.toLowerCase()}` },
  };
}

/** Whose it is, in annotations. */
export const OF_RELEASE = 'of {{ $labels.release }} in {{ $labels.namespace }}';
