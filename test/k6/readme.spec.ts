import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const folder = join(import.meta.dirname, '../../loadtest/k6');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const readme = read('README.md');
const scripts = globSync('*.ts', { cwd: folder }).sort();

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found!);
}

describe('the README of the k6 scripts', () => {
  it('has a row for each script, with its question', () => {
    const rows = scripts.map((script) => {
      const [question] = matches(read(script), /question: ['`](.*?)['`],/g);
      return [script, question!.replace('${REQUESTS}', '10')];
    });
    const shown = [...readme.matchAll(/^\| `([\w-]+\.ts)`\s+\| (\S.*?\?)\s+\|$/gm)].map(([, script, question]) => [
      script,
      question,
    ]);
    expect(shown.sort()).toEqual(rows);
  });

  it('has each setting that a script reads, and no other', () => {
    const sources = globSync('**/*.ts', { cwd: folder }).map(read).join('\n');
    const settings = matches(sources, /\b([A-Z][A-Z0-9_]+): \w+\(/g);
    const shown = matches(readme, /^\| `([A-Z][A-Z0-9_]+)`/gm);
    expect(shown.sort()).toEqual([...new Set(settings)].sort());
  });
});
