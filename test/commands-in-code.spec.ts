import { describe, expect, it } from '@jest/globals';
import { commandsInMarkdown, commandsInShell } from './commands-in-code.js';

describe('the commands that a document shows', () => {
  it('are those of shell blocks and of spans, not of prose or of output', () => {
    const markdown = [
      'fleetlab answers one question; `fleetlab list` names them.',
      '```sh',
      '$ npm ci && npm run lab   # npm run never',
      '```',
      '```text',
      'fleetlab says this',
      '```',
    ].join('\n');

    expect(commandsInMarkdown(markdown).map(({ program, words }) => [program, ...words].join(' '))).toEqual([
      'npm ci',
      'npm run lab',
      'fleetlab list',
    ]);
  });

  it('are told apart from their options and placeholders', () => {
    expect(commandsInShell('npm run fleetlab -- run quick [--resume <dir>] --target=local')).toEqual([
      { program: 'fleetlab', words: ['run', 'quick'], options: ['--resume', '--target'] },
    ]);
  });
});
