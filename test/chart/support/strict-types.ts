import { join } from 'node:path';
import ts from 'typescript';
import type { KubeObject } from './manifest.js';

const FILE = join(import.meta.dirname, 'rendered.ts');
const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2024,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

const host = ts.createCompilerHost(options);
const { fileExists, getSourceFile } = host;
/** The types of Kubernetes are many files, the same in each check. */
const parsed = new Map<string, ts.SourceFile | undefined>();

function parsedOnce(name: string, version: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile | undefined {
  if (!parsed.has(name)) parsed.set(name, getSourceFile(name, version));
  return parsed.get(name);
}

/**
 * What the compiler says of the objects as literals of Kubernetes' own types, a line each; nothing where all is well.
 * Only a literal is refused for a field that its type does not have.
 */
export function typeErrors(objects: readonly KubeObject[]): string[] {
  const lines = objects.map((object, index) => `const o${index}: KubeObject = ${JSON.stringify(object)};`);
  const source = ["import type { KubeObject } from './manifest.js';", ...lines].join('\n');
  host.fileExists = (name) => name === FILE || fileExists(name);
  host.getSourceFile = (name, version) =>
    name === FILE ? ts.createSourceFile(name, source, version) : parsedOnce(name, version);
  const program = ts.createProgram([FILE], options, host);
  return ts.getPreEmitDiagnostics(program, program.getSourceFile(FILE)).map((diagnostic) => {
    const { start = 0, length = 0, messageText } = diagnostic;
    const object = objects[source.slice(0, start).split('\n').length - 2];
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    return `${object?.kind}/${object?.metadata?.name}: ${source.slice(start, start + length)}: ${message}`;
  });
}
