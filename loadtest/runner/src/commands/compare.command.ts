import type { Command } from 'commander';
import { compareSummaries } from '../analysis/compare.js';
import { printComparison } from '../report/terminal/print-comparison.js';
import { openResultsFolder } from '../results/results-folder.js';
import type { Summary } from '../results/summary.js';

const EXAMPLES = `
Examples:
  $ npx fleetlab compare results/20261121T091500Z-quick results/latest`;

export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .summary('set two runs side by side, cell by cell')
    .description(
      'Set two runs side by side, cell by cell: what became faster, what slower, and where that cannot be told.',
    )
    .argument('<before>', 'the folder of a run')
    .argument('<after>', 'the folder of the run to judge against it')
    .addHelpText('after', EXAMPLES)
    .action(async (before: string, after: string) => {
      const comparison = compareSummaries(await summaryIn(before), await summaryIn(after));
      const { stdout } = process;
      const color = stdout.isTTY && stdout.hasColors();
      stdout.write(`${printComparison(comparison, { columns: stdout.columns ?? 120, color })}\n`);
    });
}

async function summaryIn(dir: string): Promise<Summary> {
  const folder = await openResultsFolder(dir);
  return folder.readSummary();
}
