/** The command `npm run dashboards`: writes all that is generated, for those who import it and for the chart. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generated-files.js';

const root = join(import.meta.dirname, '../..');
/** Helm reads nothing outside the chart, so that it has copies. */
const FOLDERS = {
  dashboards: [join(root, 'dashboards/dist'), join(root, 'charts/fleetlab/dashboards')],
  rules: [join(root, 'dashboards/dist/rules'), join(root, 'charts/fleetlab/rules')],
};

const folders = Object.values(FOLDERS).flat();
for (const folder of folders) rmSync(folder, { recursive: true, force: true });
for (const folder of folders) mkdirSync(folder, { recursive: true });
for (const { kind, name, text } of generatedFiles()) {
  for (const folder of FOLDERS[kind]) writeFileSync(join(folder, name), text);
}
