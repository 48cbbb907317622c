import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { UsageError } from '../usage-error.js';
import { describeIssue, type Problem } from './describe-issue.js';
import type { Experiment } from './experiment.js';
import { experimentSchema } from './experiment.schema.js';
import { positionOf, type Position } from './yaml-position.js';

/**
 * Reads an experiment file.
 *
 * @param fileName what errors call the file
 * @throws UsageError that lists every problem with its line, its key, what was found and what is allowed
 */
export function parseExperiment(yamlText: string, fileName: string): Experiment {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw refused(
      fileName,
      document.errors.map(({ pos, message }) => {
        const { line, col } = lines.linePos(pos[0]);
        return `${fileName}:${line}:${col}  is not YAML: ${message}`;
      }),
    );
  }
  const file = toValue(document, fileName);
  const parsed = experimentSchema.safeParse(file);
  if (parsed.success) return parsed.data;
  const problems = withoutConsequences(parsed.error.issues)
    .flatMap((issue) => describeIssue(issue, file))
    .map((problem) => ({ ...problem, ...positionOf(document, lines, problem.path, problem.key) }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  throw refused(
    fileName,
    problems.map((problem) => inOneLine(problem, fileName)),
  );
}

/** @throws UsageError for aliases that multiply without end */
function toValue(document: Document, fileName: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw refused(fileName, [`${fileName}  is not YAML that can be used: ${(error as Error).message}`]);
  }
}

/** A misspelt key also makes its mapping lack the right one; saying the first is enough. */
function withoutConsequences(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const misspelt = new Set(issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => keyName(path)));
  return issues.filter(({ code, path }) => code !== 'custom' || !misspelt.has(keyName(path)));
}

function inOneLine({ path, key, message, line, column }: Problem & Position, fileName: string): string {
  const name = keyName(key === undefined ? path : [...path, key]);
  return `${fileName}:${line}:${column}  ${name}: ${message}`;
}

/** `matrix.load[0].closed`. */
function keyName(path: readonly PropertyKey[]): string {
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return name.replace(/^\./, '') || 'the file';
}

function refused(fileName: string, problems: readonly string[]): UsageError {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return new UsageError(`${fileName} has ${count}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
}
