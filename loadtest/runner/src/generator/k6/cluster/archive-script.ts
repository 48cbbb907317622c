import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TrialBroken } from '../../../trial/trial-broken.js';
import type { K6Program } from '../find-k6.js';
import type { ScriptOrder } from '../script-for-load.js';
import { SCRIPTS_FOLDER } from '../scripts-folder.js';

/** What a ConfigMap may hold, in base64. */
const MOST_BYTES = (2 ** 20 * 3) / 4;

/**
 * A script, what it imports, and the load that it makes of its settings, as one file, because a ConfigMap has no folders. The
 * settings themselves are not in it, since headers may be secret: k6 is told them again where it runs.
 *
 * @param settings all that the script is told; with others it would refuse to run
 * @returns a tar archive
 * @throws TrialBroken where k6 makes none, in its own words
 */
export async function archiveScript(
  k6: K6Program,
  script: ScriptOrder['script'],
  settings: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Buffer> {
  const args = [
    'archive',
    '--quiet',
    '--no-color',
    '--log-format=raw',
    '--include-system-env-vars',
    '--exclude-env-vars',
  ];
  const file = join(SCRIPTS_FOLDER, `${script}.ts`);
  const options = { env: settings, encoding: 'buffer', maxBuffer: MOST_BYTES, signal } as const;
  const making = promisify(execFile)(k6.path, [...args, '--archive-out=-', file], options);
  const { stdout } = await making.catch((error: Error & { readonly stderr?: Buffer }) => {
    signal.throwIfAborted();
    throw new TrialBroken(`k6 could not archive ${script}.ts: ${error.stderr?.toString().trim() || error.message}`);
  });
  return stdout;
}
