const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

/** Columns under their headings, as wide as they need to be. The last one is not padded: it may be long, and is often copied. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ''))));
  return all.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell + ' '.repeat(widths[column]! - width(cell))))
      .join('  ')
      .trimEnd(),
  );
}

function width(cell: string): number {
  return cell.replace(COLOUR, '').length;
}
