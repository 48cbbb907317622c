/** A table whose source can be read too: columns are padded. */
export function markdownTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  aligns: readonly ('left' | 'right')[],
): string {
  const lines = [titles, ...rows].map((row) => row.map(markdownText));
  const widths = titles.map((_title, column) => Math.max(3, ...lines.map((line) => line[column]!.length)));
  const rule = widths.map((width, column) =>
    aligns[column] === 'right' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  const [head, ...body] = lines.map((line) =>
    line.map((text, column) =>
      aligns[column] === 'right' ? text.padStart(widths[column]!) : text.padEnd(widths[column]!),
    ),
  );
  return [head!, rule, ...body].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** Text that Markdown shows as it is. */
export function markdownText(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#]/g, '\\$&').replaceAll('\n', ' ');
}
