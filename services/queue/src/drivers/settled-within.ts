/** Resolves once the promise has settled, or after so long. */
export async function settledWithin(promise: Promise<unknown>, timeoutMs: number): Promise<void> {
  const isOver = Promise.withResolvers<void>();
  const timer = setTimeout(isOver.resolve, timeoutMs);
  await Promise.race([promise.catch(() => undefined), isOver.promise]);
  clearTimeout(timer);
}
