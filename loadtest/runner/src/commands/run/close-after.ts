import { CloseFailed } from '../close-failed.js';

/**
 * Runs something and then closes what it used, one after another and all of it, whatever fails.
 *
 * @throws what failed; a CloseFailed that tells of all where a close fails after a run that did, or several do
 */
export async function closeAfter<T>(run: () => Promise<T>, ...closes: readonly (() => Promise<void>)[]): Promise<T> {
  const [ran] = await Promise.allSettled([run()]);
  const closed: PromiseSettledResult<void>[] = [];
  for (const close of closes) closed.push(...(await Promise.allSettled([close()])));
  const unclosed = closed.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  if (ran.status === 'rejected') throw unclosed.length === 0 ? ran.reason : new CloseFailed(unclosed, ran.reason);
  if (unclosed.length > 0) throw unclosed.length === 1 ? unclosed[0] : new CloseFailed(unclosed);
  return ran.value;
}
