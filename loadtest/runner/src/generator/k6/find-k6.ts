import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../../usage-error.js';

/** A k6 of this machine. */
export interface K6Program {
  readonly path: string;
  /** `v1.8.1` */
  readonly version: string;
}

const WHAT_TO_DO =
  'Install it (https://grafana.com/docs/k6/latest/set-up/install-k6/), or put the load on with --generator embedded.';

/** From this one on k6 runs TypeScript by itself. */
const FIRST_MAJOR = 1;

/**
 * The k6 of this machine, which puts load on from here, and archives the scripts of that which comes from a cluster.
 *
 * @param path as in the environment: folders, one after another
 * @throws UsageError where there is none, or one too old
 */
export async function findK6(path: string): Promise<K6Program> {
  const program = await findProgram(path);
  if (program === undefined) throw new UsageError(`--generator k6 needs k6, and there is none on PATH. ${WHAT_TO_DO}`);
  const version = await versionOf(program);
  if (!(Number(/^v(\d+)\./.exec(version)?.[1]) >= FIRST_MAJOR)) {
    throw new UsageError(`${program} is k6 ${version}, and v${FIRST_MAJOR} or later is needed. ${WHAT_TO_DO}`);
  }
  return { path: program, version };
}

async function findProgram(path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    const program = join(folder, 'k6');
    if (
      await access(program, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return program;
  }
  return undefined;
}

/** `k6 v1.8.1 (go1.26.8, linux/amd64)` */
async function versionOf(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)(program, ['version']).catch((error: Error) => {
    throw new UsageError(`${program} does not run: ${error.message} ${WHAT_TO_DO}`);
  });
  return /\bv\d+\.\d+\.\d+\S*/.exec(stdout)?.[0] ?? 'of an unknown version';
}
