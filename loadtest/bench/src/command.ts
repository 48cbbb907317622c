import { Argument, Command, InvalidArgumentError } from 'commander';
import { measurements } from './measurements/measurements.js';
import { runBench } from './run-bench.js';
import type { BenchFlags } from './run-bench.js';

/** The command line of `npm run bench`. */
export function command(signal: AbortSignal): Command {
  return new Command('npm run bench --')
    .usage('[options] [measurement ...]')
    .description('Measures two things in one run, in turn, and prints their ratio.')
    .addArgument(
      new Argument('[measurement...]', 'which ones; all when none is named').choices(
        measurements.map(({ name }) => name),
      ),
    )
    .option(
      '--rounds <n>',
      'rounds of each contender; absent: what the measurement needs to be trusted',
      positiveInteger,
    )
    .option('--seconds <s>', 'length of a round', positiveNumber)
    .option('--check', 'exit with 1 when a ratio is below the one that is promised')
    .option('--json', 'print the JSON lines to a terminal too')
    .showSuggestionAfterError()
    .addHelpText('after', helpAfter())
    .action((names: string[], flags: BenchFlags) => runBench(names, flags, signal));
}

function helpAfter(): string {
  const widest = Math.max(...measurements.map(({ name }) => name.length));
  const list = measurements.map(({ name, summary }) => `  ${name.padEnd(widest)}  ${summary}`);
  return `
Measurements:
${list.join('\n')}

Each comparison is a row of a Markdown table on standard error, and a line of
JSON on standard output unless that is a terminal. The ratio is the median of the
rounds' ratios, beside the lowest and the highest of them; absolute values are
medians too. A short round says whether it works, not how fast it is.

Examples:
  npm run bench                              all of them, about 13 minutes
  npm run bench -- floor                     what the kit costs a request
  npm run --silent bench -- floor > f.jsonl  the table to the terminal, JSON to a file
  npm run bench -- slots --check             fails when a promise is broken`;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Expected a whole number from 1 on.');
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 3600)) throw new InvalidArgumentError('Expected seconds, more than 0 and at most 3600.');
  return value;
}
