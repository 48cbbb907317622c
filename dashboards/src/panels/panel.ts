import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel, Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import type { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import type { Unit } from '../config.js';
import { DATA_SOURCE } from './query.js';

/** What every panel is told. */
export interface PanelContent {
  readonly title: string;
  /** What it shows, from which instant to which, and how to read it. */
  readonly description: string;
  readonly unit: Unit;
  readonly queries: readonly DataqueryBuilder[];
  /** Columns of 24. */
  readonly width?: number;
}

export type PanelBuilder = Builder<Panel>;

interface Describable<T> {
  id(id: number): T;
  title(title: string): T;
  description(description: string): T;
  unit(unit: string): T;
  datasource(ref: typeof DATA_SOURCE): T;
  span(columns: number): T;
  height(rows: number): T;
  targets(targets: DataqueryBuilder[]): T;
}

/** Fills in what panels of all kinds have. */
export function described<T extends Describable<T>>(builder: T, content: PanelContent, height = 8): T {
  const { title, description, unit, queries, width = 8 } = content;
  return builder
    .id(idOf(title))
    .title(title)
    .description(description)
    .unit(unit)
    .datasource(DATA_SOURCE)
    .span(width)
    .height(height)
    .targets(queries.map(named));
}

/** A, B, C ..., unless a query has a name already. */
function named(query: DataqueryBuilder, index: number): DataqueryBuilder {
  return query.build().refId === undefined ? query.refId(String.fromCharCode(65 + index)) : query;
}

/** From the title (FNV-1a), so that links to a panel outlive panels that are added before it. */
export function idOf(title: string): number {
  let hash = 0x811c9dc5;
  for (const char of title) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0;
  return hash % 1_000_000;
}

/** Green up to the first of these bounds, then orange, then red. */
export function upTo(...bounds: number[]): ThresholdsConfigBuilder {
  const colours = bounds.length === 1 ? ['green', 'red'] : ['green', 'orange', 'red'];
  const steps: Threshold[] = [null, ...bounds].map((value, i) => ({ value, color: colours[i]! }));
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

/** The other way round: red below the bound. */
export function atLeast(bound: number): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    { value: null, color: 'red' },
    { value: bound, color: 'green' },
  ]);
}
