import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { K6Program } from '../find-k6.js';
import type { ScriptOrder } from '../script-for-load.js';
import { SCRIPTS_FOLDER } from '../scripts-folder.js';
import { archiveScript } from './archive-script.js';

/** What travels to the pods of a load. */
export interface PackedScript {
  /** Contents by path; folders are parted by '/'. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Which of them k6 is given. */
  readonly main: string;
}

/**
 * A script as k6's own archive. Where no k6 is at hand that could make one, as in the Job of the chart, it is all scripts as
 * they are: k6 runs TypeScript by itself.
 *
 * @throws TrialBroken where k6 refuses
 */
export async function packScript(
  k6: K6Program | undefined,
  order: ScriptOrder,
  signal: AbortSignal,
): Promise<PackedScript> {
  if (!k6) return { files: await allScripts(), main: `${order.script}.ts` };
  const main = `${order.script}.tar`;
  return { files: new Map([[main, await archiveScript(k6, order, signal)]]), main };
}

async function allScripts(): Promise<Map<string, Buffer>> {
  const files = (await readdir(SCRIPTS_FOLDER, { recursive: true })).filter(isScript).sort();
  const contents = await Promise.all(files.map((file) => readFile(join(SCRIPTS_FOLDER, file))));
  return new Map(files.map((file, index) => [file.replaceAll('\\', '/'), contents[index]!]));
}

function isScript(file: string): boolean {
  return file.endsWith('.ts') && !file.endsWith('.d.ts');
}
