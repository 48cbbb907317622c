import type { Command } from 'commander';
import { untilInterrupted } from './interruption.js';
import { DEFAULT_RELEASE } from './run/choose-target.js';

interface RestoreOptions {
  readonly release: string;
  readonly namespace?: string;
  readonly context?: string;
}

const HELP = `
Examples:
  $ npx fleetlab restore
  $ npx fleetlab restore --release lab --namespace lab

A run on a cluster changes the release that it measures, and puts all back when it ends, also after Ctrl-C. This is for one
that was killed. Run it as often as you like: where there is nothing to restore it says so and ends with code 0.`;

export function addRestoreCommand(program: Command): void {
  program
    .command('restore')
    .summary('undo what a killed run left on a cluster')
    .description('Put back what a run that was killed has changed on a cluster, and take away what it left there.')
    .option('--release <name>', 'the release that was measured', DEFAULT_RELEASE)
    .option('--namespace <name>', "where it is; by default the context's")
    .option('--context <name>', 'of the kubeconfig; by default the current one')
    .addHelpText('after', HELP)
    .action((options: RestoreOptions) => untilInterrupted((signal) => restore(options, signal)));
}

async function restore({ release, namespace, context }: RestoreOptions, signal: AbortSignal): Promise<void> {
  const say = (message: string) => void process.stdout.write(`${message}\n`);
  const { connectCluster } = await import('../kubernetes/cluster.js');
  const { sayingWhatIsForbidden } = await import('../target/kubernetes/forbidden.js');
  const { findRelease } = await import('../target/kubernetes/release.js');
  const { restoreAfterKilledRun } = await import('../target/kubernetes/restore-release.js');
  const onNote = (message: string) => process.stderr.write(`${message}\n`);
  const cluster = connectCluster({ context, namespace, onNote });
  const done = await sayingWhatIsForbidden(() => restoreAfterKilledRun(cluster, release, signal));
  const { removeLeftovers } = await import('../generator/k6/cluster/leftovers.js');
  const removed = await sayingWhatIsForbidden(() => removeLeftovers(cluster, release, signal));
  const where = `the release '${release}' in ${cluster.namespace} of ${cluster.context}`;
  for (const what of removed) say(`${what} is deleted: it put load on.`);
  if (!done && removed.length > 0) return;
  if (!done) {
    // A name that is misspelt has nothing left over either.
    await sayingWhatIsForbidden(() => findRelease(cluster, release, signal));
    return say(`Nothing to restore: no run has left anything of ${where}.`);
  }
  for (const sentence of done) say(sentence);
  say(`Restored: ${where} is as it was.`);
}
