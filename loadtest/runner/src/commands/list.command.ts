import type { Command } from 'commander';
import { listPresets } from '../experiment/experiments-folder.js';
import { readExperiment } from '../experiment/read-experiment.js';
import { findRuns } from './list-runs.js';

const EXAMPLES = `
Examples:
  $ npx fleetlab list
  $ npx fleetlab list --results /tmp/results`;

export function addListCommand(program: Command): void {
  program
    .command('list')
    .summary('list the presets, and the results found')
    .description('List the experiments that come with fleetlab, and the results found.')
    .option('--results <dir>', 'where to look for results', 'results')
    .addHelpText('after', EXAMPLES)
    .action(async ({ results }: { readonly results: string }) => {
      process.stdout.write(`Presets, run with \`npx fleetlab run <name>\`:\n${await presetLines()}`);
      const runs = await findRuns(results);
      const title =
        runs.length > 0 ? `\nResults in ${results}, the newest last:\n` : `\nNo results in ${results} yet.\n`;
      process.stdout.write(title + runs.map(({ path, outcome }) => `  ${path}  ${outcome}\n`).join(''));
    });
}

async function presetLines(): Promise<string> {
  const presets = await listPresets();
  const width = Math.max(...presets.map(({ length }) => length));
  const experiments = await Promise.all(presets.map((name) => readExperiment(name)));
  return experiments
    .map(({ experiment: { name, question, matrix } }) => {
      const needsCluster = matrix.autoscale.some((choice) => choice !== null);
      return `  ${name.padEnd(width)}  ${question}${needsCluster ? ' (--target kubernetes)' : ''}\n`;
    })
    .join('');
}
