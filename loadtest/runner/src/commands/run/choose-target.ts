import type { ResultsFolder } from '../../results/results-folder.js';
import { LocalTarget } from '../../target/local/local.target.js';
import type { Target } from '../../target/target.js';
import { UrlTarget } from '../../target/url/url.target.js';
import { UsageError } from '../../usage-error.js';

export interface TargetOptions {
  readonly target?: 'local' | 'url';
  readonly url?: string;
  readonly header?: Readonly<Record<string, string>>;
}

/** Before the address of a fleet that is there already, in the name of its target. */
const URL_PREFIX = 'url ';

/**
 * What a run measures: what the options say, else for one that is resumed what it measured before, else the fleet on this
 * machine.
 *
 * @param onEvent told in words what happens to services that are started here
 * @throws UsageError where the options contradict each other
 */
export async function chooseTarget(
  { target, url, header }: TargetOptions,
  earlier: ResultsFolder | undefined,
  onEvent: (message: string) => void,
): Promise<Target> {
  if (target === 'local' && url !== undefined) throw new UsageError('--url belongs to --target url: give one of them.');
  const before = target === undefined && url === undefined ? await urlBefore(earlier) : undefined;
  const address = url ?? before;
  if (address !== undefined) return new UrlTarget({ url: address, headers: header ?? {} });
  if (target === 'url') throw new UsageError('--target url needs --url, for instance --url http://127.0.0.1:8080.');
  if (header) throw new UsageError('--header belongs to --target url: the fleet on this machine asks for none.');
  return new LocalTarget(onEvent);
}

async function urlBefore(earlier: ResultsFolder | undefined): Promise<string | undefined> {
  const name = (await earlier?.readEnvironment())?.target;
  return name?.startsWith(URL_PREFIX) ? name.slice(URL_PREFIX.length) : undefined;
}
