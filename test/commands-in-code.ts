/** A command as a document shows it: `fleetlab run quick --resume dir` has the words run, quick, dir and the option --resume. */
export interface ShownCommand {
  readonly program: 'npm' | 'fleetlab';
  readonly words: readonly string[];
  readonly options: readonly string[];
}

/** The npm and fleetlab commands in the code of a Markdown document: shell blocks and spans. Prose is left alone. */
export function commandsInMarkdown(markdown: string): ShownCommand[] {
  const block = /^```(\w*)\n([^]*?)^```/gm;
  const blocks = [...markdown.matchAll(block)].filter(([, language = '']) =>
    ['sh', 'bash', 'console'].includes(language),
  );
  return [...blocks.flatMap(([, , lines = '']) => lines.split('\n')), ...codeSpans(markdown)].flatMap(commandsInShell);
}

/** The files and folders of this repository that a document names: spans of which the first part is one of `folders`. */
export function pathsInMarkdown(markdown: string, folders: readonly string[]): string[] {
  return codeSpans(markdown).filter((span) => /^[\w./-]+$/.test(span) && folders.includes(span.split('/')[0] ?? ''));
}

function codeSpans(markdown: string): string[] {
  return [...markdown.replaceAll(/^```[^]*?^```/gm, '').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
}

/** The npm and fleetlab commands in a line of shell. `npx fleetlab up` and `npm run fleetlab -- up` are fleetlab's. */
export function commandsInShell(line: string): ShownCommand[] {
  const commands = line.replace(/(^|\s)#.*/, '').split(/&&|\|\||[|;]| > /);
  return commands.flatMap((command) => {
    const plain = command
      .trim()
      .replace(/^\$ /, '')
      .replace(/^npx /, '')
      .replace(/^npm run (--silent )?fleetlab -- /, 'fleetlab ');
    const [program, ...parts] = plain.split(/\s+/);
    if (program !== 'npm' && program !== 'fleetlab') return [];
    const options = parts.filter((part) => /^\[?--\w/.test(part)).map((part) => part.replace(/^\[|[=\]].*/g, ''));
    return [{ program, words: parts.filter((part) => /^[\w.][\w@./:-]*$/.test(part)), options }];
  });
}
