/** Runs that are looked at together while the code is still being compiled. */
const BATCH = 5;
/** A batch whose median is not this much below the best before it brought nothing more. */
const GAIN = 0.97;
const IDLE_BATCHES_TO_SETTLE = 2;
const MOST_BATCHES = 20;
const MEASURED_RUNS = 15;

export interface ServiceTime {
  /** Of the runs after warming up. */
  readonly medianMs: number;
  /** Of all runs, the warming ones too. */
  readonly fastestMs: number;
}

/**
 * Measures one piece of work alone, without anyone beside it: first until it gets no faster (the code is compiled as it
 * runs), then fifteen times.
 *
 * @param run does the work once and resolves with how long it took on its thread, in milliseconds
 */
export async function measureServiceTime(run: () => Promise<number>): Promise<ServiceTime> {
  const warming = await warmUp(run);
  const measured = await repeat(run, MEASURED_RUNS);
  return { medianMs: median(measured), fastestMs: Math.min(...warming, ...measured) };
}

async function warmUp(run: () => Promise<number>): Promise<number[]> {
  const all: number[] = [];
  let best = Infinity;
  for (let batch = 0, idle = 0; batch < MOST_BATCHES && idle < IDLE_BATCHES_TO_SETTLE; batch++) {
    const times = await repeat(run, BATCH);
    all.push(...times);
    idle = median(times) < best * GAIN ? 0 : idle + 1;
    best = Math.min(best, median(times));
  }
  return all;
}

async function repeat(run: () => Promise<number>, times: number): Promise<number[]> {
  const results: number[] = [];
  while (results.length < times) results.push(await run());
  return results;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
