import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { DomainError } from '../../errors.js';
import { unguardText } from '../../files/csv.js';
import { fileFault } from '../../files/file-fault.js';
import { message } from '../../messages/message.js';
import { LONGEST_ROW, type FileRecord } from './file-record.js';

/** Reads a CSV in UTF-8, or in UTF-16 as spreadsheets write it, a slice at a time. */

/** Bytes between two turns: some milliseconds of work, with the rows that are in them. */
const SLICE_BYTES = 16 * 1024;
const separators = [',', ';', '\t', '|'];

/**
 * Opens a CSV; each call of the result reads it from its first line.
 * @throws DomainError `invalid` for an empty file, and for one that is no text
 */
export function openCsv(
  bytes: Buffer,
  pause: () => Promise<void>,
): () => AsyncGenerator<FileRecord> {
  const encoding = encodingOf(bytes);
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, SLICE_BYTES));
  if (head.trim() === '') throw fileFault(message('files.empty'));
  // A text that was decoded in a wrong encoding and saved as UTF-8 holds replacement characters.
  const isText =
    encoding !== 'utf-8' || (isUtf8(bytes) && !bytes.includes('\uFFFD') && !bytes.includes(0));
  if (!isText) throw notText();
  return () => readRecords(slicesOf(bytes, encoding, pause), separatorOf(head));
}

function encodingOf(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  if (mark === 0xfffe) return 'utf-16le';
  return mark === 0xfeff ? 'utf-16be' : 'utf-8';
}

const notText = () => fileFault(message('files.not_utf8'), message('files.save_utf8'));

async function* readRecords(
  slices: AsyncGenerator<Buffer>,
  delimiter: string,
): AsyncGenerator<FileRecord> {
  // A parser that fails drops the rows before, so `on_record` keeps the line. It also makes the row:
  // the parser's own `info` costs it a second object for each.
  let next = 1;
  const source = Readable.from(slices, { objectMode: false });
  const parser = parse({
    bom: true,
    delimiter,
    max_record_size: LONGEST_ROW,
    on_record: (cells: string[], { lines }) => {
      const row: FileRecord = { line: next, cells: cells.map(unguardText) };
      next = lines + 1;
      // The parser passes any object on; its types expect a list of cells.
      return row as unknown as string[];
    },
    relax_column_count: true,
    skip_empty_lines: true,
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const row of parser) yield row as FileRecord;
  } catch (error) {
    throw error instanceof CsvError ? parserError(error, next) : error;
  } finally {
    source.destroy();
  }
}

async function* slicesOf(
  bytes: Buffer,
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be',
  pause: () => Promise<void>,
): AsyncGenerator<Buffer> {
  const decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding, { fatal: true });
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
    await pause();
    const slice = bytes.subarray(start, start + SLICE_BYTES);
    const isLast = start + SLICE_BYTES >= bytes.length;
    const piece = decoder === null ? slice : Buffer.from(decode(decoder, slice, isLast));
    if (piece.length > 0) yield piece;
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, slice: Buffer, isLast: boolean): string {
  try {
    const text = decoder.decode(slice, { stream: !isLast });
    if (!text.includes('\0')) return text;
  } catch {
    // Half of a character, or bytes that are none.
  }
  throw notText();
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
      return fileFault(message('files.open_quote', { line }), message('files.close_quote'));
    case 'CSV_MAX_RECORD_SIZE':
      return fileFault(
        message('files.longest_row', { line, most: LONGEST_ROW }),
        message('files.close_quote_or_split'),
      );
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return fileFault(message('files.stray_quote', { line }), message('files.quote_text'));
    default:
      return fileFault(message('files.not_csv', { line }));
  }
}
