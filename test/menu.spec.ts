import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { commandsInMarkdown, commandsInShell, pathsInMarkdown } from './commands-in-code.js';
import type { ShownCommand } from './commands-in-code.js';

const root = join(import.meta.dirname, '..');
const NPM_ITSELF = ['ci', 'install'];
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'charts/fleetlab/README.md',
  'dashboards/README.md',
  'deploy/compose/README.md',
  'deploy/kind/README.md',
  'deploy/minikube/README.md',
  'docs/scaling.md',
  'loadtest/experiments/README.md',
  'loadtest/k6/README.md',
  'test/e2e/README.md',
];

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }>
  >;
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function workflowSteps() {
  const workflows = readdirSync(join(root, '.github/workflows')).map((file) => read(`.github/workflows/${file}`));
  return workflows
    .flatMap((workflow) => Object.values((parse(workflow) as Workflow).jobs))
    .flatMap(({ steps }) => steps);
}

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

function isOnTheMenu({ words: [word = '', script] }: ShownCommand): boolean {
  if (word === 'run') return script === undefined || script in scripts;
  return word in scripts || NPM_ITSELF.includes(word);
}

async function help(bin: string, ...subcommand: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, bin), ...subcommand, '--help']);
  return stdout;
}

const fleetlabHelp = (...subcommand: string[]) => help('loadtest/runner/bin/fleetlab.js', ...subcommand);
const benchHelp = () => help('loadtest/bench/bin/fleetlab-bench.js');

/** Whole words only: `--work` is not in a text that names `--workers`. */
function names(text: string, word: string): boolean {
  return text.split(/[\s,[\]<>()]+/).includes(word);
}

/** What an option was given. */
function isNumber(word: string): boolean {
  return /^\d+(\.\d+)?$/.test(word);
}

function commandsOf(document: string, program: ShownCommand['program']): ShownCommand[] {
  return commandsInMarkdown(read(document)).filter((command) => command.program === program);
}

describe('the menu of commands', () => {
  it('has every word that the workflows say', () => {
    const commands = workflowSteps().flatMap(({ run = '' }) => run.split('\n').flatMap(commandsInShell));
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((command) => !isOnTheMenu(command))).toEqual([]);
  });

  it('is all that the end-to-end workflow says, so that it can be run anywhere', () => {
    const { jobs } = parse(read('.github/workflows/e2e.yml')) as Workflow;
    const lines = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run?.trim().split('\n') ?? []));
    expect(lines).toContain('npm run test:e2e');
    expect(lines.filter((line) => !/^npm (ci|run [\w:-]+( -- [\w -]+)?)$/.test(line))).toEqual([]);
  });

  it('is said by the workflows with actions of a given version', () => {
    const actions = workflowSteps().flatMap(({ uses }) => uses ?? []);
    expect(actions.filter((action) => !/@v\d+$/.test(action))).toEqual([]);
  });

  it.each(DOCUMENTS)('stands beside every file that %s names', (document) => {
    const paths = pathsInMarkdown(read(document), ['.ci', '.github', 'deploy', 'docs', 'loadtest', 'services', 'test']);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it.each(DOCUMENTS)('has every npm command of %s', (document) => {
    expect(commandsOf(document, 'npm').filter((command) => !isOnTheMenu(command))).toEqual([]);
  });

  it.each(DOCUMENTS)('has every measurement and option of the bench that %s names', async (document) => {
    const commands = commandsOf(document, 'npm').filter(
      ({ words: [run, script] }) => run === 'run' && script === 'bench',
    );
    const text = await benchHelp();
    const unknown = commands
      .flatMap(({ words, options }) => [...words.slice(2), ...options])
      .filter((word) => !isNumber(word) && !names(text, word));
    expect(unknown).toEqual([]);
  });

  it.each(DOCUMENTS)('has every fleetlab command, option and preset of %s', async (document) => {
    const overview = await fleetlabHelp();
    const unknown = commandsOf(document, 'fleetlab').map(async ({ words: [subcommand, argument], options }) => {
      if (subcommand === undefined) return options.filter((option) => !names(overview, option));
      if (!names(overview, subcommand)) return [subcommand];
      const text = await fleetlabHelp(subcommand);
      // What follows --resume is a folder with results, which need not be there.
      const isNamed = subcommand === 'run' && argument !== undefined && !options.includes('--resume');
      // `fleetlab run --target kubernetes` names a choice of an option, and no experiment.
      const isChoice = text.includes(`"${argument}"`);
      const experiment = isNamed && !isChoice && !isExperiment(argument) ? [argument] : [];
      return [...experiment, ...options.filter((option) => !names(text, option))];
    });
    expect((await Promise.all(unknown)).flat()).toEqual([]);
  });
});

function isExperiment(argument: string): boolean {
  return existsSync(join(root, argument)) || existsSync(join(root, 'loadtest/experiments', `${argument}.yaml`));
}
