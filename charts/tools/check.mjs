// npm run chart:check: what other programs have to say about the chart, with each of its values files.
// Exit code 0: nothing found. 1: something found. A check whose program is missing is skipped, and that is said; with
// `-- --strict` the exit code is then 77.
import { run, template, valuesFiles } from './helm.mjs';
import { scoreProblems } from './kube-score.mjs';

const FAILED = 1;
const SKIPPED = 77;
const UNUSABLE = 64;

const options = process.argv.slice(2);
const isStrict = options.includes('--strict');
if (options.some((option) => option !== '--strict')) {
  process.stderr.write(`Expected nothing, or --strict; got ${options.join(' ')}.\n`);
  process.exit(UNUSABLE);
}
const results = run('helm', ['version']).code === null ? [skip('all checks', 'helm')] : check();
process.exitCode = results.includes(FAILED) ? FAILED : isStrict && results.includes(SKIPPED) ? SKIPPED : 0;

function check() {
  const manifests = valuesFiles.map((file) => [file, template('fleetlab', ['--values', file])]);
  const score = scoreProblems(manifests);
  return [
    report('helm lint --strict', lintProblems()),
    score === null ? skip('kube-score', 'kube-score') : report('kube-score', score),
  ];
}

function lintProblems() {
  const runs = valuesFiles.map((file) => ({
    file,
    ...run('helm', ['lint', '--strict', 'charts/fleetlab', '--values', file]),
  }));
  return runs.filter(({ code }) => code !== 0).map(({ file, output }) => `${file}: ${output}`);
}

function report(name, problems) {
  for (const problem of problems) say(`FAILED  ${name}: ${problem}`);
  if (problems.length > 0) return FAILED;
  say(`ok      ${name}, ${valuesFiles.length} values files`);
  return 0;
}

function skip(name, program) {
  say(`SKIPPED ${name}: ${program} is not on PATH.`);
  return SKIPPED;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
