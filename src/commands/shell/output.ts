/** Output as text: tables and counts. */

const segmenter = new Intl.Segmenter('en');

export type Cell = string | number | boolean | null | undefined;

/** Formats rows under a head line, numbers aligned to the right. */
export function formatTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = [head, ...rows].map((row) => row.map(toText));
  const widths = head.map((_, column) =>
    Math.max(...texts.map((row) => widthOf(row[column] ?? ''))),
  );
  const isNumber = head.map(
    (_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'),
  );
  return texts
    .map((row) =>
      row
        .map((text, column) => pad(text, widths[column] ?? 0, isNumber[column] ?? false))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Formats a number with its noun: `1 wager`, `2 wagers`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? singular : plural}`;
}

function toText(cell: Cell): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

function pad(text: string, width: number, right: boolean): string {
  const fill = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? fill + text : text + fill;
}

/** Counts graphemes, the characters that a reader sees. */
function widthOf(text: string): number {
  return Array.from(segmenter.segment(text)).length;
}
