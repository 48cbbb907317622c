/**
 * Runs something and then closes what it used, one after another and all of it, whatever fails.
 *
 * @throws what failed first: a close that fails, too, hides neither the run's own failure nor keeps the others open
 */
export async function closeAfter<T>(run: () => Promise<T>, ...closes: readonly (() => Promise<void>)[]): Promise<T> {
  const [ran] = await Promise.allSettled([run()]);
  const closed: PromiseSettledResult<void>[] = [];
  for (const close of closes) closed.push(...(await Promise.allSettled([close()])));
  if (ran.status === 'rejected') throw ran.reason;
  for (const outcome of closed) if (outcome.status === 'rejected') throw outcome.reason;
  return ran.value;
}
