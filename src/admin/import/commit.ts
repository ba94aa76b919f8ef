import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { render } from '../../messages/render.js';
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
): Promise<Imported> {
  const { resource, file } = source;
  const chunks: ImportRow[][] = [];
  let count = 0;
  for await (const chunk of toChunks(readImportRows(source, signal))) {
    chunks.push(chunk);
    count += chunk.length;
    if (count <= MOST_AT_ONCE) continue;
    throw new DomainError('invalid', `all or nothing is for at most ${MOST_AT_ONCE} rows`, {
      field: 'mode',
      hint: 'import the good rows only, or split the file',
    });
  }
  const outcome = await importUnit(resource, actor, chunks, { ...order, mode: 'all' }, 0);
  const report = new ImportReport(resource, file.headers);
  for (const row of chunks.flat()) report.add(row, '');
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
): Promise<Imported> {
  const { resource, file } = source;
  await readWhole(source, signal);
  const report = new ImportReport(resource, file.headers);
  let created = 0;
  let isRepeated = false;
  let index = 0;
  for await (const chunk of toChunks(readImportRows(source))) {
    const unit = { ...order, mode: 'good' as const };
    const outcome = await importUnit(resource, actor, [chunk], unit, index);
    const reasons = new Map(
      outcome.refused.map(({ id, reason }) => [Number(id), render(reason, 'en')]),
    );
    for (const row of chunk) report.add(row, reasons.get(row.line) ?? '');
    created += createdBy(outcome);
    isRepeated ||= outcome.repeated;
    index += 1;
  }
  return { ...report.counts, good: created, repeated: isRepeated };
}

/** Reads the file to its end before its first rows are written. */
async function readWhole(source: RowSource, signal: AbortSignal): Promise<void> {
  const report = new ImportReport(source.resource, source.file.headers);
  for await (const rows of readImportRows(source, signal)) {
    for (const row of rows) report.add(row, row.problems.join('; '));
  }
  if (report.hasAllErrors()) return;
  throw new DomainError(
    'invalid',
    'nothing was imported: too many rows are wrong to give them back',
    {
      field: 'csv',
      hint: 'correct the file and check it again, or split it',
    },
  );
}

function createdBy({ done }: OperationResult): number {
  return done.reduce((sum, { text }) => sum + Number.parseInt(render(text, 'en'), 10), 0);
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
