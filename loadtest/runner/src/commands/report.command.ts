import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { openResultsFolder } from '../results/results-folder.js';
import { keepTraceUrl } from './keep-trace-url.js';
import { openInBrowser } from './open-in-browser.js';
import { traceUrl } from './options.js';
import { reportOn } from './report-on.js';
import { showSummary } from './show-summary.js';

const EXAMPLES = `
Examples:
  $ npx fleetlab report results/latest
  $ npx fleetlab report results/latest --open
  $ npx fleetlab report results/latest --trace-url 'http://127.0.0.1:16686/trace/{traceId}'`;

export function addReportCommand(program: Command): void {
  program
    .command('report')
    .summary('write the report of a run anew')
    .description('Write summary.json, report.html and report.md of a run anew from its trials, and print the table.')
    .argument('<dir>', 'the folder of a run, finished or not')
    .option('--trace-url <url>', 'where a trace can be looked at, with {traceId} in it: links slow requests', traceUrl)
    .option('--open', 'show report.html in the browser')
    .addHelpText('after', EXAMPLES)
    .action(async (dir: string, { open, traceUrl }: { readonly open?: boolean; readonly traceUrl?: string }) => {
      const folder = await openResultsFolder(dir);
      await keepTraceUrl(folder, traceUrl);
      showSummary(await reportOn(folder), folder);
      if (open) await openInBrowser(resolve(join(dir, 'report.html')));
    });
}
