/** One of the things that are measured side by side. */
export interface Contender {
  readonly what: string;
  measure(seconds: number, signal: AbortSignal): Promise<Reading>;
}

/** What one round of one contender gave; each further figure has its unit in its name, and is null where it cannot be had. */
export interface Reading {
  readonly perSecond: number;
  readonly [detail: `${string}${'Us' | 'Ms' | 'Cores' | 'MiB'}`]: number | null;
}

export interface Rounds {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmupSeconds: number;
}

/** A contender and its reading of each round. */
export interface Side {
  readonly contender: Contender;
  readonly readings: readonly Reading[];
}

/**
 * Measures all contenders in every round, in turn forwards and backwards (ABBA), so that a machine that slowly gets
 * slower or hotter is unfair to none of them.
 *
 * @returns a side for each contender, in their order; reading n of each is from the same round
 */
export async function interleave<const Contenders extends readonly Contender[]>(
  contenders: Contenders,
  { rounds, seconds, warmupSeconds }: Rounds,
  signal: AbortSignal,
): Promise<{ [Index in keyof Contenders]: Side }> {
  for (const contender of contenders) await contender.measure(warmupSeconds, signal);
  const sides = contenders.map((contender) => ({ contender, readings: [] as Reading[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { contender, readings } of round % 2 === 0 ? sides : sides.toReversed()) {
      signal.throwIfAborted();
      readings.push(await contender.measure(seconds, signal));
    }
  }
  return sides as { [Index in keyof Contenders]: Side };
}
