import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

export const root = join(import.meta.dirname, '../../..');

/** The generated dashboards as they are committed, by name. */
export function shippedDashboards(): Record<string, Dashboard> {
  const files = globSync('dashboards/dist/*.json', { cwd: root }).sort();
  return Object.fromEntries(
    files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(root, file), 'utf8')) as Dashboard]),
  );
}
