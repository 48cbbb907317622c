import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { openResultsFolder } from '../results/results-folder.js';
import { openInBrowser } from './open-in-browser.js';
import { reportOn } from './report-on.js';
import { showSummary } from './show-summary.js';

const EXAMPLES = `
Examples:
  $ fleetlab report results/latest
  $ fleetlab report results/latest --open`;

export function addReportCommand(program: Command): void {
  program
    .command('report')
    .summary('write the report of a run anew')
    .description('Write summary.json, report.html and report.md of a run anew from its trials, and print the table.')
    .argument('<dir>', 'the folder of a run, finished or not')
    .option('--open', 'show report.html in the browser')
    .addHelpText('after', EXAMPLES)
    .action(async (dir: string, { open }: { readonly open?: boolean }) => {
      const folder = await openResultsFolder(dir);
      showSummary(await reportOn(folder), folder);
      if (open) await openInBrowser(resolve(join(dir, 'report.html')));
    });
}
