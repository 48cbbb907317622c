import { join } from 'node:path';
import type { Dashboard, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { panelsOf } from '@fleetlab/dashboards/replay';
import ts from 'typescript';
import { root } from './shipped.js';

/** Where @grafana/schema has the options and field settings of the panels that are used here. */
const PANELS: Readonly<Record<string, string>> = {
  heatmap: 'heatmap/panelcfg/x/HeatmapPanelCfg_types.gen',
  stat: 'stat/panelcfg/x/StatPanelCfg_types.gen',
  table: 'table/panelcfg/x/TablePanelCfg_types.gen',
  timeseries: 'timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen',
  xychart: 'xychart/panelcfg/x/XYChartPanelCfg_types.gen',
};

/** Types without a schema of field settings. */
const WITHOUT_FIELDS = ['stat'];

/**
 * What the compiler says of the dashboards, written out as literals, against the types that Grafana publishes: a word that a type
 * does not have is a fault too. JSON has no enums, so that their values stand for them.
 */
export function faultsOfSchema(dashboards: Readonly<Record<string, Dashboard>>): string[] {
  const used = [
    ...new Set(Object.values(dashboards).flatMap((dashboard) => panelsOf(dashboard).map(({ type }) => type))),
  ];
  const unknown = used.filter((type) => !PANELS[type]).map((type) => `there is no schema for panels of type ${type}`);
  const known = used.filter((type) => PANELS[type]);
  const source = [
    `import type { AnnotationQuery, Dashboard, DataQuery } from '@grafana/schema';`,
    ...known.map((type) => `import type * as ${type} from '@grafana/schema/dist/esm/raw/composable/${PANELS[type]}';`),
    'type Json<T> = T extends string ? `${T}` : T extends number | boolean | null | undefined ? T',
    '  : unknown extends T ? T : T extends object ? { [K in keyof T]: Json<T[K]> } : T;',
    // What a query says besides, and how an annotation is put in words, is the data source's.
    'type Query = DataQuery & Record<string, unknown>;',
    'type Annotation = AnnotationQuery<Query> & { titleFormat?: string; textFormat?: string };',
    `type Classic = Json<Omit<Dashboard, 'annotations'> & { annotations: { list: Annotation[] } }>;`,
    ...Object.entries(dashboards).flatMap(([name, dashboard]) => [
      `export const ${name}: Classic = ${JSON.stringify(dashboard)};`,
      ...panelsOf(dashboard).flatMap((panel, i) => (PANELS[panel.type] ? constantsOf(panel, `${name}${i}`) : [])),
    ]),
  ].join('\n');
  return [...unknown, ...compile(source)];
}

function constantsOf({ type, options, fieldConfig }: Panel, name: string): string[] {
  const lines = [`export const ${name}: Json<Partial<${type}.Options>> = ${JSON.stringify(options ?? {})};`];
  if (WITHOUT_FIELDS.includes(type)) return lines;
  const custom = JSON.stringify((fieldConfig?.defaults.custom as object | undefined) ?? {});
  return [...lines, `export const ${name}Fields: Json<Partial<${type}.FieldConfig>> = ${custom};`];
}

function compile(source: string): string[] {
  // It stands where the packages are found.
  const file = join(root, 'dashboards/src/dashboards-as-literals.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2024.d.ts'],
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.readFile = (path) => (path === file ? source : readFile(path));
  host.getSourceFile = (path, version, ...rest) =>
    path === file ? ts.createSourceFile(path, source, version) : getSourceFile(path, version, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, start = 0 }) => {
    const line = source.slice(source.lastIndexOf('\n', start) + 1, source.indexOf(':', start));
    return `${line.slice(0, 60)} ... ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
