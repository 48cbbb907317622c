import { join } from 'node:path';
import { TrialBroken } from '../../../trial/trial-broken.js';
import { askK6 } from '../ask-k6.js';
import type { K6Program } from '../find-k6.js';
import { QUIET_OUTPUT } from '../quiet.js';
import type { ScriptOrder } from '../script-for-load.js';
import { SCRIPTS_FOLDER } from '../scripts-folder.js';

/** It has the settings before it, and keeps none: they are said where it runs. */
const SETTINGS_APART = ['--include-system-env-vars', '--exclude-env-vars'];

/**
 * A script, what it imports, and the load that it makes of its settings, as one file. The script refuses to run with settings
 * of another load.
 *
 * @returns a tar archive
 * @throws TrialBroken where k6 makes none, in its own words
 */
export async function archiveScript(
  k6: K6Program,
  { script, settings }: ScriptOrder,
  signal: AbortSignal,
): Promise<Buffer> {
  const file = join(SCRIPTS_FOLDER, `${script}.ts`);
  const args = ['archive', ...QUIET_OUTPUT, ...SETTINGS_APART, '--archive-out', '-', file];
  return askK6(k6.path, args, settings, signal).catch((error: Error) => {
    signal.throwIfAborted();
    throw new TrialBroken(`k6 could not archive ${script}.ts: ${error.message}`);
  });
}
