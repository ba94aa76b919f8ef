import { commitBatch } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { MOST_ALL_OR_NOTHING, type Imported } from '../contract/import.js';
import { checkImport } from './check.js';
import { countsIn, toChunks } from './chunks.js';
import { readsOf } from './decide.js';
import { ImportReport, type EffectCounts } from './report.js';
import { readImportRows, type ImportRow, type RowSource } from './rows.js';
import { importUnit, wrongRows, type ImportOrder } from './unit.js';

/** Writes the rows of a file in one of two ways: all or nothing, or the good ones. */

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
  const chunks: ImportRow[][] = [];
  let count = 0;
  for await (const chunk of toChunks(readImportRows(source, signal))) {
    chunks.push(chunk);
    count += chunk.length;
    if (count > MOST_ALL_OR_NOTHING) throw await tooManyRows(source, actor, signal);
  }
  const outcome = await importUnit(source, actor, chunks, { ...order, mode: 'all' }, 0);
  const report = new ImportReport(source);
  for (const row of chunks.flat()) report.add(row, null);
  return { ...report.counts(countsIn(outcome)), repeated: outcome.repeated };
}

/** Builds the refusal of a file that no batch holds. Its wrong rows are named before its size. */
async function tooManyRows(
  source: RowSource,
  actor: Actor,
  signal: AbortSignal,
): Promise<DomainError> {
  const { counts } = await checkImport(source, actor, signal);
  const [first] = counts.lines;
  if (first && first.problem !== '') {
    return wrongRows(counts.bad, { line: first.line, problem: first.problem });
  }
  return new DomainError('invalid', message('files.most_at_once', { most: MOST_ALL_OR_NOTHING }), {
    field: 'mode',
    hint: message('files.good_rows_only'),
  });
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
  await readWhole(source, actor, signal);
  const report = new ImportReport(source);
  const counts: EffectCounts = { added: 0, changed: 0, unchanged: 0 };
  let isRepeated = false;
  let index = 0;
  for await (const chunk of toChunks(readImportRows(source))) {
    const unit = { ...order, mode: 'good' as const };
    const outcome = await importUnit(source, actor, [chunk], unit, index);
    const reasons = new Map(outcome.refused.map(({ id, reason }) => [Number(id), reason]));
    for (const row of chunk) report.add(row, reasons.get(row.line) ?? null);
    const own = countsIn(outcome);
    counts.added += own.added;
    counts.changed += own.changed;
    counts.unchanged += own.unchanged;
    isRepeated ||= outcome.repeated;
    index += 1;
  }
  return { ...report.counts(counts), repeated: isRepeated };
}

/** Reads the file to its end before its first rows are written. */
async function readWhole(source: RowSource, actor: Actor, signal: AbortSignal): Promise<void> {
  const { resource } = source;
  const report = new ImportReport(source);
  for await (const rows of readImportRows(source, signal)) {
    const { queries, decide } = readsOf(source, actor, rows);
    const results = await commitBatch(resource.context.engine.longReads, queries);
    for (const effect of decide(results, null)) {
      report.add(effect.row, effect.kind === 'refused' ? effect.problem : null);
    }
  }
  if (report.hasAllErrors()) return;
  throw new DomainError('invalid', message('files.too_many_wrong'), {
    field: 'csv',
    hint: message('files.correct'),
  });
}
