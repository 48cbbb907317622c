import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { UsageError } from '../../usage-error.js';
import { askK6 } from './ask-k6.js';

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
 * @returns undefined where there is none
 * @throws Error where there is one that does not run
 */
export async function findK6(path: string): Promise<K6Program | undefined> {
  for (const folder of path.split(delimiter)) {
    const program = join(folder, 'k6');
    if (await isProgram(program)) return { path: program, version: await versionOf(program) };
  }
  return undefined;
}

/**
 * The same, to put load on with.
 *
 * @throws UsageError where there is none, or one that does not run or is too old
 */
export async function requireK6(path: string): Promise<K6Program> {
  const k6 = await findK6(path).catch(({ message }: Error) => {
    throw new UsageError(`${message} ${WHAT_TO_DO}`);
  });
  if (k6 === undefined) throw new UsageError(`--generator k6 needs k6, and there is none on PATH. ${WHAT_TO_DO}`);
  if (majorOf(k6.version) >= FIRST_MAJOR) return k6;
  throw new UsageError(`${k6.path} is k6 ${k6.version}, and v${FIRST_MAJOR} or later is needed. ${WHAT_TO_DO}`);
}

/** Whether the k6 of an image, of the major version that its tag says, can be expected to run what this one archives. */
export function archivesFor(image: string, { version }: K6Program): boolean {
  const [, major] = /:v?(\d+)\.[^/]*$/.exec(image) ?? [];
  return majorOf(version) === Number(major ?? FIRST_MAJOR);
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** `k6 v1.8.1 (go1.26.8, linux/amd64)` */
async function versionOf(program: string): Promise<string> {
  const said = await askK6(program, ['version'], {}).catch((error: Error) => {
    throw new Error(`${program} does not run: ${error.message}.`);
  });
  return /\bv\d+\.\d+\.\d+\S*/.exec(said.toString())?.[0] ?? 'of an unknown version';
}

/** NaN where that is not known. */
function majorOf(version: string): number {
  return Number(/^v(\d+)\./.exec(version)?.[1]);
}
