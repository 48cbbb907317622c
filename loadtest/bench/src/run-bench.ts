import { brokenPromises } from './comparison.js';
import type { Comparison } from './comparison.js';
import { thisMachine } from './machine.js';
import type { Machine } from './machine.js';
import { measurements } from './measurements/measurements.js';
import { HEADING, machineLine, row } from './output/row.js';

export interface BenchFlags {
  readonly rounds?: number;
  readonly seconds?: number;
  readonly check?: true;
  readonly json?: true;
}

/** Runs the named measurements one after another, and prints each comparison as soon as it is known. */
export async function runBench(names: readonly string[], flags: BenchFlags, signal: AbortSignal): Promise<void> {
  const { rounds, seconds, check, json } = flags;
  const machine = thisMachine();
  const broken: string[] = [];
  process.stderr.write(`${machineLine(machine)}\n\n${HEADING}\n`);
  for (const { run } of measurements.filter(({ name }) => names.length === 0 || names.includes(name))) {
    for await (const comparison of run({ rounds, seconds, signal })) {
      print(comparison, machine, json ?? !process.stdout.isTTY);
      broken.push(...brokenPromises(comparison));
    }
  }
  if (check && broken.length > 0) throw new Error(`not as promised: ${broken.join('; ')}.`);
}

function print(comparison: Comparison, machine: Machine, asJson: boolean): void {
  process.stderr.write(`${row(comparison)}\n`);
  if (asJson) process.stdout.write(`${JSON.stringify({ ...comparison, machine })}\n`);
}
