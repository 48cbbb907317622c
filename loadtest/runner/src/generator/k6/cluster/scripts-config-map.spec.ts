import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SCRIPTS_FOLDER } from '../scripts-folder.js';
import { packScript } from './pack-script.js';
import { scriptPath, scriptsConfigMap, scriptsVolume, WATCH_CPU_FILE } from './scripts-config-map.js';
import { WATCH_CPU } from './watch-cpu.js';

/** What the API server takes, before base64. */
const MOST_BYTES = 2 ** 20;
const NAME = { load: 'fleetlab-k6-3f9a1c00', release: 'lab' };
const ORDER = { script: 'open', settings: {} } as const;
const never = new AbortController().signal;

describe('the script of a load in a cluster', () => {
  it('is in a ConfigMap byte for byte, and k6 is told where that is', () => {
    const archive = Buffer.from([0, 0xff, 0x80, 0x0a]);
    const packed = { main: 'open.tar', files: new Map([['open.tar', archive]]) };
    const { binaryData, data } = scriptsConfigMap(NAME, packed);
    const [item, watcher] = scriptsVolume(NAME, packed).configMap!.items!;
    expect(Buffer.from(binaryData![item!.key]!, 'base64')).toEqual(archive);
    expect(scriptPath(packed)).toBe(`/scripts/${item!.path}`);
    expect([watcher!.path, data![watcher!.key]]).toEqual([WATCH_CPU_FILE, WATCH_CPU]);
  });

  describe('without a k6 that could archive it', () => {
    it('comes with all others, under keys that are allowed', async () => {
      const { binaryData, data } = scriptsConfigMap(NAME, await packScript(undefined, ORDER, never));
      for (const key of Object.keys({ ...binaryData, ...data })) expect(key).toMatch(/^[-._a-zA-Z0-9]+$/);
      const sizes = Object.values(binaryData!).map((content) => Buffer.from(content, 'base64').length);
      expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(MOST_BYTES / 4);
    });

    it('is mounted with the folders that they import each other from', async () => {
      const packed = await packScript(undefined, ORDER, never);
      const paths = scriptsVolume(NAME, packed).configMap!.items!.map(({ path }) => path);
      expect(scriptPath(packed)).toBe('/scripts/open.ts');
      expect(paths).toEqual(expect.arrayContaining(['open.ts', 'closed.ts', 'lib/send.ts', 'lib/summary/table.ts']));
      for (const path of paths) {
        expect(path === WATCH_CPU_FILE || existsSync(join(SCRIPTS_FOLDER, path))).toBe(true);
      }
    });
  });
});
