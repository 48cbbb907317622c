import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SCRIPTS_FOLDER } from './scripts-folder.js';

const LONGEST_MS = 30_000;
/** As much as the API server takes of a ConfigMap, less what is beside an archive in it. */
const MOST_BYTES = 1_000_000;

/**
 * Has a k6 say something that takes no time.
 *
 * @param path where it is
 * @param env all that it is told
 * @returns what it says on stdout
 * @throws Error with what it said was wrong
 */
export async function askK6(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Buffer> {
  signal?.throwIfAborted();
  // Without a HOME it looks for its configuration below the folder that it is started in.
  const where = { cwd: SCRIPTS_FOLDER, env, encoding: 'buffer' } as const;
  const bounds = { timeout: LONGEST_MS, killSignal: 'SIGKILL', maxBuffer: MOST_BYTES } as const;
  const asking = promisify(execFile)(path, args, { ...where, ...bounds });
  const stop = () => asking.child.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return (await asking).stdout;
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(whatIsWrong(error as ExecError), { cause: error });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

type ExecError = Error & { readonly killed?: boolean; readonly stderr?: Buffer };

function whatIsWrong({ message, killed, stderr }: ExecError): string {
  return stderr?.toString().trim() || (killed ? `it did not end within ${LONGEST_MS / 1000} s` : message);
}
