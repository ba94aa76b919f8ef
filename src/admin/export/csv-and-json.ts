import type { BaseRecord } from 'adminjs';
import { BYTE_ORDER_MARK, toCsvLine, type CsvCell } from '../../files/csv.js';
import { localTime } from '../values/local-time.js';
import type { FileColumn, ExportValue } from './columns.js';

/** Writes pages of rows as text, one part for each page. */

type Pages = AsyncIterable<readonly BaseRecord[]>;

/** Writes CSV: amounts as plain numbers, times in the book's time zone. */
export async function* writeCsv(
  pages: Pages,
  columns: readonly FileColumn[],
  timezone: string,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + toCsvLine(columns.map(({ header }) => header));
  for await (const page of pages) {
    yield page
      .map((record) =>
        toCsvLine(columns.map((column) => toCsvCell(column, column.read(record), timezone))),
      )
      .join('');
  }
}

/**
 * Writes JSON with the values of the panels' own replies: times in UTC, references by key and
 * title.
 */
export async function* writeJson(
  pages: Pages,
  columns: readonly FileColumn[],
): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const page of pages) {
    const rows = page.map((record) =>
      JSON.stringify(Object.fromEntries(columns.map(({ key, read }) => [key, read(record)]))),
    );
    yield separator + rows.join(',\n');
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

function toCsvCell({ kind }: FileColumn, value: ExportValue, timezone: string): CsvCell {
  if (value === null) return { plain: '' };
  if (typeof value === 'number') {
    return { plain: kind === 'money' ? value.toFixed(2) : String(value) };
  }
  if (typeof value === 'boolean') return { plain: value ? 'yes' : 'no' };
  // An integer beyond 2^53 travels as its digits, which no spreadsheet takes for a formula.
  if (kind === 'number' && /^-?\d+$/.test(value)) return { plain: value };
  if (kind !== 'datetime') return value;
  const time = localTime(value, timezone);
  return time === null ? value : { plain: time };
}
