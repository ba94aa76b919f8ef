/** Lines of a file for spreadsheets (RFC 4180), in which nothing is taken for a formula. */

/** Text as people typed it, or what is plain by itself: a number, a date, an id of ours. */
export type CsvCell = string | { plain: string };

/** Without it a spreadsheet reads the file in an old encoding. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Quoted where needed. A text that a spreadsheet would take for a formula begins with an
 * apostrophe: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCsvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** Of a text that `toCsvLine` made plain, what it was. */
export function unguardText(text: string): string {
  return /^'[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text;
}

function toCell(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell.plain;
  const text = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
