/** Lines of CSV (RFC 4180) in which a spreadsheet finds no formula. */

/** Text that a user typed, or a plain value: a number, a date, an id of ours. */
export type CsvCell = string | { plain: string };

/** Makes a spreadsheet read the file as UTF-8, not in an old encoding. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Joins cells into a line, with quotes where needed. A text that a spreadsheet would take for a
 * formula gets an apostrophe in front: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCsvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(escapeCell).join(',')}\r\n`;
}

/** Removes the apostrophe that `toCsvLine` put in front of a text. */
export function unguardText(text: string): string {
  return /^'+[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text;
}

function escapeCell(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell.plain;
  // A text that has such an apostrophe of its own gets a second one: an import removes one.
  const text = /^'*[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
