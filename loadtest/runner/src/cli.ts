import { readFile } from 'node:fs/promises';
import { Command, CommanderError } from 'commander';
import { addCompareCommand } from './commands/compare.command.js';
import { EXIT } from './commands/exit-code.js';
import { Interruption } from './commands/interruption.js';
import { addListCommand } from './commands/list.command.js';
import { addReportCommand } from './commands/report.command.js';
import { addRestoreCommand } from './commands/restore.command.js';
import { addRunCommand } from './commands/run/run.command.js';
import { addServeCommand } from './commands/serve/serve.command.js';
import { addUpCommand } from './commands/up.command.js';
import { config } from './config.js';
import { PACKAGE_FOLDER } from './package-folder.js';
import { listed } from './results/figure.js';
import { UsageError } from './usage-error.js';

const HELP = `
Exit codes:
  0    fine
  1    something failed, or every cell of the run is invalid
  2    the command line or the experiment file cannot be used
  130  interrupted by Ctrl-C (128 and the number of the signal)

DEBUG=1 shows errors with their stacks.`;

const manifest = new URL('package.json', PACKAGE_FOLDER);
const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };

for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreGoneReader);

const program = new Command('fleetlab')
  .description('Which concurrency model, how many processes, threads and replicas, for this work at this load?')
  .version(version)
  .exitOverride()
  .addHelpText('after', HELP);
const COMMANDS = [
  addUpCommand,
  addRunCommand,
  addListCommand,
  addReportCommand,
  addCompareCommand,
  addServeCommand,
  addRestoreCommand,
];
for (const add of COMMANDS) add(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = endWith(error);
}

function endWith(error: unknown): number {
  // Commander has said what was wrong, or has printed the help that was asked for.
  if (error instanceof CommanderError) {
    if (error.code === 'commander.unknownCommand') {
      process.stderr.write(`The commands are ${listed(program.commands.map((command) => command.name()))}.\n`);
    }
    return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  }
  if (error instanceof Interruption) {
    process.stderr.write([error.message, error.hint].filter(Boolean).join(' ') + '\n');
    return error.exitCode;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`fleetlab: ${config.DEBUG ? stack : message}\n`);
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}

/** Whoever reads the output may have read enough, as `head` does, or closed the terminal: what runs ends in its own way. */
function ignoreGoneReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
}
