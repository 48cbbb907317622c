import { TableCellDisplayMode } from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { described, type PanelContent } from './panel.js';

interface Columns {
  /** Labels, in the order in which they are shown; all others are not. */
  readonly labels: readonly string[];
  /** How the column of a query is shown, by the query's name. */
  readonly values: Readonly<Record<string, readonly DynamicConfigValue[]>>;
}

/** The builder begins with a footer, which tables no longer have. */
class Table extends PanelBuilder {
  override build(): Panel {
    const panel = super.build();
    delete (panel.options as { footer?: unknown }).footer;
    return panel;
  }
}

/** A row for each set of labels, a column for each query. */
export function table(content: PanelContent, { labels, values }: Columns): PanelBuilder {
  const names = Object.keys(values);
  const panel = described(new Table(), { width: 24, ...content }, 10)
    .filterable(true)
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        includeByName: {},
        indexByName: Object.fromEntries([...labels, ...names.map(valueColumn)].map((column, i) => [column, i])),
        renameByName: Object.fromEntries(names.map((name) => [valueColumn(name), name])),
      },
    });
  for (const [name, properties] of Object.entries(values)) panel.overrideByName(name, [...properties]);
  return panel;
}

/** What Grafana calls the values of a query among several in a table. */
function valueColumn(query: string): string {
  return `Value #${query}`;
}

export function inUnit(unit: string, decimals?: number): DynamicConfigValue[] {
  return [{ id: 'unit', value: unit }, ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }])];
}

/** Words for numbers, on their colour. */
export function inWords(words: Readonly<Record<number, { text: string; color: string }>>): DynamicConfigValue[] {
  return [
    { id: 'mappings', value: [{ type: 'value', options: words }] },
    { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorBackground, mode: 'basic' } },
  ];
}
