import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { DomainError } from '../../errors.js';

/** An uploaded CSV as rows of texts. Others are served while a large one is read. */

export const MOST_IMPORT_ROWS = 100_000;
const MOST_COLUMNS = 200;
const LONGEST_RECORD = 50_000;
const SLICE = 64 * 1024;
const separators = [',', ';', '\t', '|'];

export interface ImportFile {
  headers: string[];
  rows: ImportFileRow[];
}

export interface ImportFileRow {
  /** Of the file, counted from 1. */
  line: number;
  cells: string[];
}

/** @throws DomainError `invalid` on `csv`: what is wrong, in which line, and the way out */
export async function readImportFile(text: string): Promise<ImportFile> {
  if (text.trim() === '') throw wrong('the file is empty');
  if (text.includes('\uFFFD')) {
    throw wrong('the file is not in UTF-8', 'save it as “CSV UTF-8” and choose it again');
  }
  // A parser that fails lets go of the rows before: where it was it says by itself.
  let next = 1;
  const parser = Readable.from(slicesOf(text), { objectMode: false }).pipe(
    parse({
      bom: true,
      delimiter: separatorOf(text),
      info: true,
      max_record_size: LONGEST_RECORD,
      on_record: (record: string[], { lines }) => {
        next = lines + 1;
        return record;
      },
      relax_column_count: true,
      skip_empty_lines: true,
    }),
  );
  const rows: ImportFileRow[] = [];
  let headers: string[] | undefined;
  let line = 1;
  try {
    for await (const part of parser) {
      const { record, info } = part as { record: string[]; info: { lines: number } };
      if (headers === undefined) headers = record.map((header) => header.trim());
      else rows.push({ line, cells: record });
      line = info.lines + 1;
      if (rows.length > MOST_IMPORT_ROWS) {
        throw wrong(`the file has more than ${MOST_IMPORT_ROWS} rows`, 'split it');
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? explain(error, next) : error;
  }
  if (headers === undefined || rows.length === 0)
    throw wrong('the file has no rows below its headers');
  if (headers.length > MOST_COLUMNS) throw wrong(`the file has more than ${MOST_COLUMNS} columns`);
  return { headers, rows };
}

async function* slicesOf(text: string): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += SLICE) {
    await setImmediate();
    yield text.slice(start, start + SLICE);
  }
}

/** That which stands most often in the line of headers, outside of quotes. */
function separatorOf(text: string): string {
  const head = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (separator: string) => head.split(separator).length;
  return separators.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** @param line where the row began that could not be read */
function explain(error: CsvError, line: number): DomainError {
  const code: string = error.code;
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return wrong(
        `a quote is left open in the row that begins in line ${line}`,
        'close it, or double it where it belongs to the text',
      );
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return wrong(
        `a quote stands within a text in the row that begins in line ${line}`,
        'put the whole text in quotes and double those within it',
      );
    default:
      return wrong(`the row that begins in line ${line} cannot be read as CSV`);
  }
}

function wrong(message: string, hint?: string): DomainError {
  return new DomainError('invalid', message, { field: 'csv', hint });
}
