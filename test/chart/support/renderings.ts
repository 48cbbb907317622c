import { everything } from './everything.js';
import { render, valuesFiles } from './helm.js';
import type { Manifest } from './manifest.js';

/** The chart with each of its values files, and with all that can be turned on: for `describe.each`. */
export const renderings: readonly [title: string, manifest: Manifest][] = [
  ...valuesFiles.map((file): [string, Manifest] => [file, render({ files: [file] })]),
  ['everything on', render({ values: everything })],
];
