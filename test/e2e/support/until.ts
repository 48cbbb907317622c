import { setTimeout as delay } from 'node:timers/promises';

/** Asks again until there is an answer: for what a cluster does by itself and tells nobody. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | false | undefined>,
  { everyMs = 250, withinMs = 60_000 } = {},
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`${what}: not so within ${withinMs / 1000} s.`);
    await delay(everyMs);
  }
}
