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
  const spans = markdown.replaceAll(block, '').matchAll(/`([^`]+)`/g);
  return [
    ...blocks.flatMap(([, , lines = '']) => lines.split('\n')),
    ...[...spans].map(([, span = '']) => span),
  ].flatMap(commandsInShell);
}

/** The npm and fleetlab commands in a line of shell. `npx fleetlab up` and `npm run fleetlab -- up` are fleetlab's. */
export function commandsInShell(line: string): ShownCommand[] {
  const commands = line.replace(/(^|\s)#.*/, '').split(/&&|\|\||[|;]/);
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
