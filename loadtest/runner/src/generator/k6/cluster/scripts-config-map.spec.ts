import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SCRIPTS_FOLDER } from '../scripts-folder.js';
import { scriptsConfigMap, scriptsVolume, WATCH_CPU_FILE } from './scripts-config-map.js';

/** What the API server takes. */
const MOST_BYTES = 2 ** 20;

describe('the scripts in a cluster', () => {
  it('are in one ConfigMap, under keys that are allowed', async () => {
    const { data } = await scriptsConfigMap({ load: 'a', release: 'lab' });
    for (const key of Object.keys(data!)) expect(key).toMatch(/^[-._a-zA-Z0-9]+$/);
    expect(JSON.stringify(data).length).toBeLessThan(MOST_BYTES / 4);
  });

  it('are mounted in the folders that they import each other from', async () => {
    const { configMap } = scriptsVolume(await scriptsConfigMap({ load: 'a', release: 'lab' }));
    const paths = configMap!.items!.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['open.ts', 'closed.ts', 'lib/send.ts', 'lib/summary/table.ts']));
    for (const path of paths) {
      expect(path === WATCH_CPU_FILE || existsSync(join(SCRIPTS_FOLDER, path))).toBe(true);
    }
  });
});
