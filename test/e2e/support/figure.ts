/** A figure that the tests have measured, printed as it is found. */
export function figure(what: string, value: string | number): void {
  process.stdout.write(`  figure: ${what}: ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}\n`);
}

export async function timed<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly value: T }> {
  const begin = performance.now();
  const value = await work();
  return { seconds: (performance.now() - begin) / 1000, value };
}
