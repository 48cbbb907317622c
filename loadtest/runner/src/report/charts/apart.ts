/** Moves values up so that no two are closer than `gap`, each as little as it takes; they come back in the order given. */
export function apart(values: readonly number[], gap: number): number[] {
  const result = [...values];
  const upwards = values.map((_value, index) => index).sort((a, b) => values[a]! - values[b]!);
  for (const [rank, index] of upwards.entries()) {
    if (rank > 0) result[index] = Math.max(result[index]!, result[upwards[rank - 1]!]! + gap);
  }
  return result;
}
