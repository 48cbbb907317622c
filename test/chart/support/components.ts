import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { chart } from './helm.js';

/** An entry of charts/fleetlab/files/components.yaml, which says what its fields are. */
export interface Component {
  readonly values: string;
  readonly enabledBy?: string;
  readonly model?: true;
  readonly listens?: false;
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
  readonly calls: readonly string[];
  readonly waits?: 'runs' | 'jobs';
}

export const components = parse(readFileSync(join(chart, 'files/components.yaml'), 'utf8')) as Readonly<
  Record<string, Component>
>;

/** All that runs but Redis: what has a Deployment. */
export const SERVICES = Object.keys(components);
export const MODELS = SERVICES.filter((name) => components[name]!.model);

/** The components that call another. */
export const callersOf = (target: string): string[] =>
  SERVICES.filter((name) => components[name]!.calls.includes(target));

/** The folder below services that a component is a program of: the queue has two. */
export const serviceOf = (component: string): string => components[component]!.main.split('/')[1]!;

/** Values of one component, as an object for `helm --values`. */
export const valuesOf = (component: string, values: object): object =>
  components[component]!.values.split('.').reduceRight<object>((inner, key) => ({ [key]: inner }), values);
