import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { inSeries } from '../../messages/series.js';
import type { OperationResult } from '../../services/operations/run.js';
import type { Imported } from '../contract/import.js';
import { rowLength } from './file.js';
import { ImportReport } from './report.js';
import { readImportRows, type ImportRow, type RowSource } from './rows.js';
import { importUnit, type ImportOrder } from './write.js';

/** Writes the rows of a file in one of two ways: all or nothing, or the good ones. */

const CHUNK_ROWS = 500;
/** Characters of a chunk, well below the longest value that the database takes. */
const CHUNK_LENGTH = 200_000;
/** Rows of an import of all or nothing: one batch holds them all. */
const MOST_AT_ONCE = 10_000;

/**
 * Writes all rows of the file in one batch, or nothing.
 * @param signal aborts before anything is written
 * @throws DomainError `invalid` when a row is wrong or there are too many; `conflict` when the id
 *   was used for another file
 */
export async function importAll(
  source: RowSource,
  actor: Actor,
  order: ImportOrder,
  signal: AbortSignal,
): Promise<Imported<Message>> {
  const { resource } = source;
  const chunks: ImportRow[][] = [];
  let count = 0;
  for await (const chunk of toChunks(readImportRows(source, signal))) {
    chunks.push(chunk);
    count += chunk.length;
    if (count <= MOST_AT_ONCE) continue;
    throw new DomainError('invalid', message('files.most_at_once', { most: MOST_AT_ONCE }), {
      field: 'mode',
      hint: message('files.good_rows_only'),
    });
  }
  const outcome = await importUnit(resource, actor, chunks, { ...order, mode: 'all' }, 0);
  const report = new ImportReport(source);
  for (const row of chunks.flat()) report.add(row, null);
  return { ...report.counts, good: createdBy(outcome), repeated: outcome.repeated };
}

/**
 * Writes the good rows of the file, one chunk in memory at a time. Once the first chunk is written
 * it continues to the last, even when the client has closed the connection.
 * @param signal aborts before anything is written
 * @throws DomainError `invalid` when the file cannot be read to its end, or has more wrong rows
 *   than the error file holds; `conflict` when the id was used for another file
 */
export async function importGood(
  source: RowSource,
  actor: Actor,
  order: ImportOrder,
  signal: AbortSignal,
): Promise<Imported<Message>> {
  const { resource } = source;
  await readWhole(source, signal);
  const report = new ImportReport(source);
  let created = 0;
  let isRepeated = false;
  let index = 0;
  for await (const chunk of toChunks(readImportRows(source))) {
    const unit = { ...order, mode: 'good' as const };
    const outcome = await importUnit(resource, actor, [chunk], unit, index);
    const reasons = new Map(outcome.refused.map(({ id, reason }) => [Number(id), reason]));
    for (const row of chunk) report.add(row, reasons.get(row.line) ?? null);
    created += createdBy(outcome);
    isRepeated ||= outcome.repeated;
    index += 1;
  }
  return { ...report.counts, good: created, repeated: isRepeated };
}

/** Reads the file to its end before its first rows are written. */
async function readWhole(source: RowSource, signal: AbortSignal): Promise<void> {
  const report = new ImportReport(source);
  for await (const rows of readImportRows(source, signal)) {
    for (const row of rows) {
      report.add(row, row.problems.length === 0 ? null : inSeries(row.problems));
    }
  }
  if (report.hasAllErrors()) return;
  throw new DomainError('invalid', message('files.too_many_wrong'), {
    field: 'csv',
    hint: message('files.correct'),
  });
}

function createdBy({ done }: OperationResult): number {
  return done.reduce((sum, { text }) => sum + countIn(text), 0);
}

/** Reads the number of rows. Earlier versions stored a sentence, which begins with it. */
function countIn({ values: { rows, text } }: Message): number {
  return typeof rows === 'number' ? rows : Number.parseInt(String(text), 10);
}

/**
 * Splits rows into chunks, the same ones whenever the same file is read: their numbers are part of
 * their operation ids.
 */
async function* toChunks(rows: AsyncIterable<readonly ImportRow[]>): AsyncGenerator<ImportRow[]> {
  let chunk: ImportRow[] = [];
  let size = 0;
  for await (const some of rows) {
    for (const row of some) {
      const length = rowLength(row);
      if (chunk.length > 0 && (chunk.length >= CHUNK_ROWS || size + length > CHUNK_LENGTH)) {
        yield chunk;
        chunk = [];
        size = 0;
      }
      chunk.push(row);
      size += length;
    }
  }
  if (chunk.length > 0) yield chunk;
}
