/**
 * Breaks text at its spaces so that no line is longer than `columns`; a no-break space keeps a number whole.
 *
 * @param bullet what the first line begins with; the others are indented by as much
 */
export function wrap(text: string, columns: number, bullet = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && bullet.length + line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  const indent = ' '.repeat(bullet.length);
  return [...lines, line].map((each, index) => (index === 0 ? bullet : indent) + each).join('\n');
}
