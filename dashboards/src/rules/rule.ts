/** What Prometheus reads in a rule file. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: Severity };
  readonly annotations: { readonly summary: string; readonly description: string; readonly runbook_url: string };
}

/** critical: clients see it now. warning: they will, or some do. */
export type Severity = 'critical' | 'warning';

export interface RuleGroup<Rule> {
  readonly name: string;
  readonly rules: readonly Rule[];
}
