type Row = readonly string[];

/** Columns apart by two spaces; the first one to the left, figures to the right. */
export function tableOf(head: Row, rows: readonly Row[]): string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: Row) => {
    return row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ');
  };
  return [head, ...rows].map((row) => line(row).trimEnd());
}

/** To three digits. */
export function figure(value: number | null | undefined): string {
  if (value == null) return '-';
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}
