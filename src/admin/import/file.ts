import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors.js';
import { afterOthers } from '../../http/turns.js';
import { message, type Message } from '../../messages/message.js';

/**
 * Reads an uploaded CSV as a stream of rows: only some of them are in memory, and other requests
 * are served while a large file is read.
 */

export const MOST_IMPORT_ROWS = 100_000;
/** Rows in memory at a time: one query looks up all of them. */
export const MOST_ROWS_AT_ONCE = 2_000;
const MOST_LENGTH_AT_ONCE = 400_000;
const MOST_COLUMNS = 200;
const LONGEST_RECORD = 50_000;
/** Bytes between two turns: some milliseconds of work, with the rows that are in them. */
const SLICE_BYTES = 16 * 1024;
const REQUESTS_BETWEEN_SLICES = 16;
const separators = [',', ';', '\t', '|'];

export interface ImportFile {
  headers: string[];
  /**
   * Yields the rows from first to last, some at a time; each call reads the file again.
   * @throws DomainError as `openImportFile`, when it reaches the fault
   */
  rows: () => AsyncGenerator<ImportFileRow[]>;
}

export interface ImportFileRow {
  /** Line of the file, counted from 1. */
  line: number;
  cells: string[];
}

/**
 * Reads the headers.
 * @throws DomainError `invalid` on `csv`: the fault, its line, and the way out
 */
export async function openImportFile(context: Context, bytes: Buffer): Promise<ImportFile> {
  const head = bytes.toString('utf8', 0, SLICE_BYTES);
  if (head.trim() === '') throw csvError(message('files.empty'));
  // A text that was decoded in a wrong encoding and saved as UTF-8 holds replacement characters.
  if (!isUtf8(bytes) || bytes.includes('\uFFFD') || bytes.includes(0)) {
    throw csvError(message('files.not_utf8'), message('files.save_utf8'));
  }
  const records = () => readRecords(context, bytes, separatorOf(head));
  const headers = await readHeaders(records());
  if (headers.length > MOST_COLUMNS) {
    throw csvError(message('files.most_columns', { most: MOST_COLUMNS }));
  }
  return { headers, rows: () => readDataRows(records()) };
}

async function readHeaders(records: AsyncGenerator<ImportFileRow>): Promise<string[]> {
  for await (const { cells } of records) return cells.map((header) => header.trim());
  throw csvError(message('files.no_rows'));
}

async function* readDataRows(
  records: AsyncGenerator<ImportFileRow>,
): AsyncGenerator<ImportFileRow[]> {
  let count = -1;
  let rows: ImportFileRow[] = [];
  let length = 0;
  for await (const row of records) {
    count += 1;
    if (count === 0) continue;
    if (count > MOST_IMPORT_ROWS) {
      throw csvError(
        message('files.most_rows', { most: MOST_IMPORT_ROWS }),
        message('files.split'),
      );
    }
    rows.push(row);
    length += rowLength(row);
    if (rows.length < MOST_ROWS_AT_ONCE && length < MOST_LENGTH_AT_ONCE) continue;
    yield rows;
    rows = [];
    length = 0;
  }
  if (count < 1) throw csvError(message('files.no_rows'));
  if (rows.length > 0) yield rows;
}

/** Counts the characters of the cells and a separator for each: empty cells take memory too. */
export function rowLength({ cells }: ImportFileRow): number {
  return cells.reduce((sum, cell) => sum + cell.length + 1, 0);
}

async function* readRecords(
  context: Context,
  bytes: Buffer,
  delimiter: string,
): AsyncGenerator<ImportFileRow> {
  // A parser that fails drops the rows before, so `on_record` keeps the line. It also makes the row:
  // the parser's own `info` costs it a second object for each.
  let next = 1;
  const source = Readable.from(slicesOf(context, bytes), { objectMode: false });
  const parser = source.pipe(
    parse({
      bom: true,
      delimiter,
      max_record_size: LONGEST_RECORD,
      on_record: (cells: string[], { lines }) => {
        const row: ImportFileRow = { line: next, cells };
        next = lines + 1;
        // The parser passes any object on; its types expect a list of cells.
        return row as unknown as string[];
      },
      relax_column_count: true,
      skip_empty_lines: true,
    }),
  );
  try {
    for await (const row of parser) yield row as ImportFileRow;
  } catch (error) {
    throw error instanceof CsvError ? parserError(error, next) : error;
  } finally {
    source.destroy();
  }
}

async function* slicesOf(context: Context, bytes: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
    await afterOthers(context, REQUESTS_BETWEEN_SLICES);
    yield bytes.subarray(start, start + SLICE_BYTES);
  }
}

/** Picks the separator that occurs most often in the line of headers, outside of quotes. */
function separatorOf(text: string): string {
  const head = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (separator: string) => head.split(separator).length;
  return separators.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/**
 * Turns an error of the parser into a refusal.
 * @param line where the unreadable row begins
 */
function parserError(error: CsvError, line: number): DomainError {
  const code: string = error.code;
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return csvError(message('files.open_quote', { line }), message('files.close_quote'));
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return csvError(message('files.stray_quote', { line }), message('files.quote_text'));
    default:
      return csvError(message('files.not_csv', { line }));
  }
}

function csvError(said: Message, hint?: Message): DomainError {
  return new DomainError('invalid', said, { field: 'csv', hint });
}
