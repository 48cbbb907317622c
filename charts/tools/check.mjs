// npm run chart:check: what other programs have to say about the chart, with each of its values files.
// Exit code 0: nothing found. 1: something found. 77: nothing found, but a program was missing, and its check skipped.
import { run, template, valuesFiles } from './helm.mjs';
import { scoreProblems } from './kube-score.mjs';

const FAILED = 1;
const SKIPPED = 77;

if (run('helm', ['version']).code === null) {
  say('SKIPPED all checks: helm is not on PATH.');
  process.exit(SKIPPED);
}
const manifests = valuesFiles.map((file) => [file, template('fleetlab', ['--values', file])]);
const results = [report('helm lint --strict', lintProblems()), report('kube-score', scoreProblems(manifests))];
process.exitCode = results.includes(FAILED) ? FAILED : results.includes(SKIPPED) ? SKIPPED : 0;

function lintProblems() {
  const runs = valuesFiles.map((file) => ({
    file,
    ...run('helm', ['lint', '--strict', 'charts/fleetlab', '--values', file]),
  }));
  return runs.filter(({ code }) => code !== 0).map(({ file, output }) => `${file}: ${output}`);
}

function report(name, problems) {
  if (problems === null) {
    say(`SKIPPED ${name}: ${name.split(' ')[0]} is not on PATH.`);
    return SKIPPED;
  }
  for (const problem of problems) say(`FAILED  ${name}: ${problem}`);
  if (problems.length > 0) return FAILED;
  say(`ok      ${name}, ${valuesFiles.length} values files`);
  return 0;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
