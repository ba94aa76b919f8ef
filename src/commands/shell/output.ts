/** Text for people: columns side by side. */

const segmenter = new Intl.Segmenter('en');

export type Cell = string | number | boolean | null | undefined;

/** Rows under a head line; numbers stand to the right. */
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

/** `1 wager`, `2 wagers`. */
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

/** Characters as people count them. */
function widthOf(text: string): number {
  return Array.from(segmenter.segment(text)).length;
}
