/**
 * Waits for all of them, also where one has failed: none may still be changing something when others go on.
 *
 * @throws what the first of them threw, in their order
 */
export async function allDone<T>(doing: readonly Promise<T>[]): Promise<T[]> {
  const outcomes = await Promise.allSettled(doing);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
