import type { Context } from '../../context.js';
import { fileFault } from '../../files/file-fault.js';
import { isArchive, isCompoundFile, openWorkbook } from '../../files/xlsx/workbook.js';
import { afterOthers } from '../../http/turns.js';
import { message } from '../../messages/message.js';
import { openCsv } from './csv-file.js';
import { isHintRow, LONGEST_ROW, type FileRecord } from './file-record.js';

/**
 * Reads an uploaded file as a stream of rows: only some of them are in memory, and other requests
 * are served while a large file is read. Its first bytes tell a workbook from a CSV.
 */

export const MOST_IMPORT_ROWS = 100_000;
/** Rows in memory at a time: one query looks up all of them. */
export const MOST_ROWS_AT_ONCE = 2_000;
const MOST_LENGTH_AT_ONCE = 400_000;
const MOST_COLUMNS = 200;
const REQUESTS_BETWEEN_SLICES = 16;

export interface ImportFile {
  kind: 'csv' | 'xlsx';
  headers: string[];
  /** Sheets of a workbook, and the one that is read. */
  sheets: string[];
  sheet: string | null;
  /**
   * Yields the rows from first to last, some at a time; each call reads the file again.
   * @throws DomainError as `openImportFile`, when it reaches the fault
   */
  rows: () => AsyncGenerator<ImportFileRow[]>;
}

export interface ImportFileRow extends FileRecord {
  /** Position among the rows below the headers, counted from 0. */
  index: number;
}

/**
 * Reads the headers.
 * @param sheet of a workbook; the first visible one where it is null
 * @throws DomainError `invalid` on `csv`: the fault, its line, and the way out
 */
export async function openImportFile(
  context: Context,
  bytes: Buffer,
  sheet: string | null = null,
): Promise<ImportFile> {
  const pause = () => afterOthers(context, REQUESTS_BETWEEN_SLICES);
  if (isCompoundFile(bytes)) throw fileFault(message('files.old_workbook'), message('files.save_xlsx')); // prettier-ignore
  if (!isArchive(bytes)) {
    const records = openCsv(bytes, pause);
    return { kind: 'csv', sheets: [], sheet: null, ...(await withHeaders(records)) };
  }
  const { sheets, first, rows } = await openWorkbook(bytes, pause);
  const chosen = sheet ?? first;
  const records = () => rows(chosen, { longestRow: LONGEST_ROW });
  return { kind: 'xlsx', sheets, sheet: chosen, ...(await withHeaders(records, true)) };
}

async function withHeaders(
  records: () => AsyncGenerator<FileRecord>,
  isPadded = false,
): Promise<Pick<ImportFile, 'headers' | 'rows'>> {
  const headers = await readHeaders(records());
  if (headers.length > MOST_COLUMNS) {
    throw fileFault(message('files.most_columns', { most: MOST_COLUMNS }));
  }
  return { headers, rows: () => readDataRows(records(), isPadded ? headers.length : 0) };
}

async function readHeaders(records: AsyncGenerator<FileRecord>): Promise<string[]> {
  for await (const { cells } of records) return cells.map((header) => header.trim());
  throw fileFault(message('files.no_rows'));
}

/** @param width of each row: a workbook leaves out its last blank cells */
async function* readDataRows(
  records: AsyncGenerator<FileRecord>,
  width: number,
): AsyncGenerator<ImportFileRow[]> {
  let count = -1;
  let hasHints = false;
  let rows: ImportFileRow[] = [];
  let length = 0;
  for await (const record of records) {
    count += 1;
    if (count === 0) continue;
    if (count === 1 && isHintRow(record.cells)) {
      hasHints = true;
      continue;
    }
    const index = count - (hasHints ? 2 : 1);
    if (index >= MOST_IMPORT_ROWS) {
      throw fileFault(
        message('files.most_rows', { most: MOST_IMPORT_ROWS }),
        message('files.split'),
      );
    }
    while (record.cells.length < width) record.cells.push('');
    const row = Object.assign(record, { index });
    rows.push(row);
    length += rowLength(row);
    if (rows.length < MOST_ROWS_AT_ONCE && length < MOST_LENGTH_AT_ONCE) continue;
    yield rows;
    rows = [];
    length = 0;
  }
  if (count < (hasHints ? 2 : 1)) throw fileFault(message('files.no_rows'));
  if (rows.length > 0) yield rows;
}

/** Counts the characters of the cells and a separator for each: empty cells take memory too. */
export function rowLength({ cells }: FileRecord): number {
  return cells.reduce((sum, cell) => sum + cell.length + 1, 0);
}
