import { join, relative } from 'node:path';
import { printTable } from '../report/terminal/print-table.js';
import type { ResultsFolder } from '../results/results-folder.js';
import type { Summary } from '../results/summary.js';
import { EXIT } from './exit-code.js';

/** The table with what was found, and where to read more. */
export function showSummary(summary: Summary, { path }: ResultsFolder): void {
  const { stdout } = process;
  stdout.write(
    `${printTable(summary, { columns: stdout.columns ?? 120, color: stdout.isTTY && stdout.hasColors() })}\n`,
  );
  stdout.write(`\nThe whole report: ${relative('', join(path, 'report.html'))}\n`);
  if (summary.cells.every(({ verdict }) => verdict === 'invalid')) process.exitCode = EXIT.failed;
}
