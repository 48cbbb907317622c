import { Option, type Command } from 'commander';
import { config } from '../../config.js';
import type { ResultsFolder } from '../../results/results-folder.js';
import { RemoteWrite } from '../../push/remote-write.js';
import { RunPush } from '../../push/run-push.js';
import { UsageError } from '../../usage-error.js';
import { Interruption, untilInterrupted } from '../interruption.js';
import { keepTraceUrl } from '../keep-trace-url.js';
import { header, integerBetween, origin, pushUrl, traceUrl } from '../options.js';
import { reportOn } from '../report-on.js';
import { showSummary } from '../show-summary.js';
import { chooseGenerator, type GeneratorOptions, K6_IMAGE, K6_WAYS } from './choose-generator.js';
import { chooseTarget, TARGETS, type TargetOptions } from './choose-target.js';
import { goOn } from './go-on.js';
import { noteChanges } from './note-changes.js';
import { performRun } from './perform-run.js';
import { ProgressDisplay } from './progress-display.js';
import { newSession, resumedSession, type RunSession } from './run-session.js';

interface RunOptions extends TargetOptions, GeneratorOptions {
  readonly results: string;
  readonly seed?: number;
  readonly resume?: string;
  readonly push?: string;
  readonly traceUrl?: string;
}

const EXAMPLES = `
Examples:
  $ npx fleetlab run quick
  $ npx fleetlab run my-experiment.yaml --results /tmp/results
  $ npx fleetlab run --resume results/latest
  $ npx fleetlab run mine.yaml --target url --url http://127.0.0.1:8080 --header 'Host: fleetlab.example.org'
  $ npx fleetlab run mine.yaml --target kubernetes --namespace lab --url http://127.0.0.1:8080
  $ npx fleetlab run scaling --target kubernetes --generator k6 --url-in-cluster http://traefik.traefik.svc
  $ npx fleetlab run quick --push http://127.0.0.1:9090/api/v1/write

--target url measures a fleet that is there already, as it is: give the experiment one value each of replicas, workers and
threads, those of the fleet. Replicas cannot be seen through an ingress and are believed, CPU time and memory are not seen at
all, and where the clocks of both machines differ, so do the waits. --header is sent with every request and not kept with the
results: --resume needs it again, but knows the address. It needs --push again too, whose address may hold a password and is
not kept.

--target kubernetes shapes a release of the chart by patches of its Deployments, one shape after another, and puts all back in
the end. Its address is that of its Ingress unless --url says another, which --resume needs again. \`fleetlab restore\` puts back
what a killed run left.

--generator k6 puts the load on with k6, and counts what it says of each answer as the embedded generator counts. On a cluster
it runs there, as a Job, or as a TestRun where the k6-operator is installed; elsewhere it is the k6 that is on PATH. In a
cluster --header goes into a Secret that is deleted with the Job or the TestRun.

--push sends fleetlab_trial_* as each trial ends and fleetlab_experiment_running while they go on, by Prometheus remote write.
A name and a password in the address are sent as basic authentication.

Ctrl-C stops it at any moment; finished trials are kept and --resume runs the rest.`;

export function addRunCommand(program: Command): void {
  program
    .command('run')
    .summary('run an experiment and report on it')
    .description('Run an experiment: start the services, put the load on, measure, and report.')
    .argument('[experiment]', 'an experiment file (.yaml), or the name of a preset (see `fleetlab list`)')
    .option('--results <dir>', 'where the folder with the results goes', 'results')
    .option('--seed <n>', 'what shuffles the trials; by default another one each time', integerBetween(0, 2 ** 32 - 1))
    .option('--resume <dir>', 'run what is left of the run in this folder; give --push and --header again')
    .addOption(new Option('--target <kind>', 'what is measured; local by default').choices(TARGETS))
    .option('--url <origin>', 'the address of a fleet that is there already, of its ingress for instance', origin)
    .option('--header <header>', "sent with every request to --url, 'Name: value'; may be given again", header)
    .option('--release <name>', 'on a cluster: the release of the chart; fleetlab by default')
    .option('--namespace <name>', "on a cluster: where the release is; by default the context's")
    .option('--context <name>', 'on a cluster: of the kubeconfig; by default the current one')
    .option('--url-in-cluster <origin>', 'the address of the ingress for a generator inside the cluster', origin)
    .addOption(
      new Option('--generator <kind>', 'what puts the load on; embedded by default').choices(['embedded', 'k6']),
    )
    .addOption(
      new Option('--k6 <way>', 'where k6 runs; by default in the cluster that is measured, else here').choices(K6_WAYS),
    )
    .option('--parallelism <n>', 'how many k6 share each load in a cluster', integerBetween(1, 100))
    .option('--k6-image <image>', `of k6 in a cluster; by default ${K6_IMAGE}`)
    .option('--push <url>', 'a Prometheus to tell of each trial; by default FLEETLAB_PUSH_URL', pushUrl)
    .option('--trace-url <url>', 'where a trace can be looked at, with {traceId} in it: links slow requests', traceUrl)
    .addHelpText('after', EXAMPLES)
    .action(async (experiment: string | undefined, options: RunOptions) => {
      const session = await openSession(experiment, options);
      const folder = await perform(session, options);
      await keepTraceUrl(folder, options.traceUrl);
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
  const note = (message: string) => display.note(message);
  const target = await chooseTarget(options, session.earlier?.folder, note);
  const generator = await chooseGenerator(options, { session, target, onNote: note });
  await noteChanges(session, target, generator, display);
  let folder: ResultsFolder | undefined;
  const onFolder = (created: ResultsFolder) => (folder = created);
  const server = serverOf(options.push);
  const push = server ? new RunPush(server, note) : null;
  const tools = { target, generator, display, root: options.results, push };
  try {
    return await untilInterrupted((signal) => performRun(session, tools, onFolder, signal));
  } catch (error) {
    const hint = folder ? goOn(folder.path, server) : '';
    if (error instanceof Interruption) {
      const next = [error.hint, hint || 'Nothing was measured yet.'].filter(Boolean).join('\n');
      throw new Interruption(error.signal, next);
    }
    if (error instanceof Error && hint) error.message += `\n${hint}`;
    throw error;
  }
}

function serverOf(url: string | undefined): RemoteWrite | undefined {
  const given = url ?? pushUrlOfEnvironment();
  return given === undefined ? undefined : new RemoteWrite(given);
}

function pushUrlOfEnvironment(): string | undefined {
  const { FLEETLAB_PUSH_URL: url } = config;
  try {
    return url && pushUrl(url);
  } catch (error) {
    throw new UsageError(`FLEETLAB_PUSH_URL '${url}' is invalid. ${(error as Error).message}`);
  }
}
