import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root, run } from './helm.mjs';

const FILE = 'charts/kube-score-exceptions.yaml';
const MOST_EXCEPTIONS = 5;
/** kube-score's grade of a check without findings. */
const NOTHING_FOUND = 10;

/**
 * @param manifests what was rendered, by the values file
 * @returns problems, a line each; null where there is no kube-score
 */
export function scoreProblems(manifests) {
  const exceptions = parse(readFileSync(join(root, FILE), 'utf8'));
  const findings = [];
  for (const [file, manifest] of manifests) {
    const { code, stdout } = run(
      'kube-score',
      ['score', '--output-format', 'json', '--kubernetes-version', 'v1.34', '-'],
      manifest,
    );
    if (code === null) return null;
    findings.push(...findingsIn(JSON.parse(stdout)).map((finding) => ({ ...finding, file })));
  }
  const isExcepted = ({ check, object }, exception) =>
    exception.check === check && new RegExp(`^${exception.object}$`).test(object);
  const found = findings.filter((finding) => !exceptions.some((exception) => isExcepted(finding, exception)));
  const stale = exceptions.filter((exception) => !findings.some((finding) => isExcepted(finding, exception)));
  const incomplete = exceptions.filter(({ check, object, reason }) => !check || !object || !reason);
  return [
    ...found.map(({ file, object, check, comments }) => `${object} with ${file}: ${check}: ${comments.join('; ')}`),
    ...stale.map(({ check, object }) => `${FILE}: ${check} of ${object} is found no more: remove it.`),
    ...incomplete.map((exception) => `${FILE}: ${JSON.stringify(exception)} needs a check, an object and a reason.`),
    ...(exceptions.length > MOST_EXCEPTIONS
      ? [`${FILE}: ${exceptions.length} exceptions, at most ${MOST_EXCEPTIONS}.`]
      : []),
  ];
}

function findingsIn(objects) {
  return objects.flatMap(({ type_meta, object_meta, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < NOTHING_FOUND)
      .map(({ check, comments }) => ({
        check: check.id,
        object: `${type_meta.kind}/${object_meta.name}`,
        comments: (comments ?? []).map(({ summary }) => summary),
      })),
  );
}
