import { relative } from 'node:path';
import type { Command } from 'commander';
import { createEmbeddedGenerator } from '../../generator/embedded/embedded.generator.js';
import type { ResultsFolder } from '../../results/results-folder.js';
import { LocalTarget } from '../../target/local/local.target.js';
import { UsageError } from '../../usage-error.js';
import { Interruption, untilInterrupted } from '../interruption.js';
import { integerBetween } from '../options.js';
import { reportOn } from '../report-on.js';
import { showSummary } from '../show-summary.js';
import { noteChanges } from './note-changes.js';
import { performRun } from './perform-run.js';
import { ProgressDisplay } from './progress-display.js';
import { newSession, resumedSession, type RunSession } from './run-session.js';

interface RunOptions {
  readonly results: string;
  readonly seed?: number;
  readonly resume?: string;
}

const EXAMPLES = `
Examples:
  $ fleetlab run quick
  $ fleetlab run my-experiment.yaml --results /tmp/results
  $ fleetlab run --resume results/latest

Ctrl-C stops it at any moment; finished trials are kept and --resume runs the rest.`;

export function addRunCommand(program: Command): void {
  program
    .command('run')
    .summary('run an experiment and report on it')
    .description('Run an experiment: start the services, put the load on, measure, and report.')
    .argument('[experiment]', 'an experiment file (.yaml), or the name of a preset (see `fleetlab list`)')
    .option('--results <dir>', 'where the folder with the results goes', 'results')
    .option('--seed <n>', 'what shuffles the trials; by default another one each time', integerBetween(0, 2 ** 32 - 1))
    .option('--resume <dir>', 'run what is left of the run in this folder')
    .addHelpText('after', EXAMPLES)
    .action(async (experiment: string | undefined, options: RunOptions) => {
      const session = await openSession(experiment, options);
      const folder = await perform(session, options);
      showSummary(await reportOn(folder), folder);
    });
}

function openSession(experiment: string | undefined, { resume, seed }: RunOptions): Promise<RunSession> {
  if (resume === undefined && experiment !== undefined) return newSession(experiment, seed);
  if (resume !== undefined && experiment === undefined && seed === undefined) return resumedSession(resume);
  throw new UsageError(
    resume === undefined
      ? 'What is to be run? Give a preset or an experiment file, for instance `fleetlab run quick`.'
      : '--resume goes on with the experiment and the seed of its folder: give neither of them again.',
  );
}

async function perform(session: RunSession, options: RunOptions): Promise<ResultsFolder> {
  const display = new ProgressDisplay(process.stderr);
  const target = new LocalTarget((message) => display.note(message));
  const generator = createEmbeddedGenerator();
  await noteChanges(session, target, generator, display);
  let folder: ResultsFolder | undefined;
  const onFolder = (created: ResultsFolder) => (folder = created);
  const tools = { target, generator, display, root: options.results };
  try {
    return await untilInterrupted((signal) => performRun(session, tools, onFolder, signal));
  } catch (error) {
    const hint = folder ? `Finished trials are kept. Go on: fleetlab run --resume ${relative('', folder.path)}` : '';
    if (error instanceof Interruption) throw new Interruption(error.signal, hint || 'Nothing was measured yet.');
    if (error instanceof Error && hint) error.message += `\n${hint}`;
    throw error;
  }
}
