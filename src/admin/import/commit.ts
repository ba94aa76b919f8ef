import { commitBatch } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import { MOST_ALL_OR_NOTHING, type Imported } from '../contract/import.js';
import { importAllowance } from './allowance.js';
import { checkImport } from './check.js';
import { countsIn, problemsIn, toChunks, type WrittenChunks } from './chunks.js';
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
    if (count > MOST_ALL_OR_NOTHING) {
      throw await tooManyRows(source, actor, order.written, signal);
    }
  }
  const outcome = await importUnit(source, actor, chunks, { ...order, mode: 'all' }, 0);
  const report = new ImportReport(source);
  for (const row of chunks.flat()) report.add(row, null);
  const written = outcome.repeated ? count : 0;
  return { ...report.counts({ ...countsIn(outcome), written }), repeated: outcome.repeated };
}

/** Builds the refusal of a file that no batch holds. Its wrong rows are named before its size. */
async function tooManyRows(
  source: RowSource,
  actor: Actor,
  written: WrittenChunks,
  signal: AbortSignal,
): Promise<DomainError> {
  const { counts } = await checkImport(source, actor, written, signal);
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
  await readWhole(source, actor, order.written, signal);
  const report = new ImportReport(source);
  const counts: EffectCounts = { added: 0, changed: 0, unchanged: 0, written: 0 };
  let hasWritten = false;
  /** Too many values of the login were refused: the rest of the file is not tried. */
  let isStopped = false;
  let index = 0;
  for await (const chunk of toChunks(readImportRows(source))) {
    const unit = { ...order, mode: 'good' as const };
    if (isStopped) {
      for (const row of chunk) report.add(row, message('files.stopped'));
      continue;
    }
    const outcome = await importUnit(source, actor, [chunk], unit, index).catch(
      (error: unknown) => {
        const isThrottled = error instanceof DomainError && error.code === 'throttled';
        if (!isThrottled || index === 0) throw error;
        return null;
      },
    );
    if (outcome === null) {
      isStopped = true;
      for (const row of chunk) report.add(row, message('files.stopped'));
      continue;
    }
    const problems = problemsIn(outcome);
    for (const row of chunk) report.add(row, problems.get(row.line) ?? null);
    const own = countsIn(outcome);
    counts.added += own.added;
    counts.changed += own.changed;
    counts.unchanged += own.unchanged;
    if (outcome.repeated) counts.written += chunk.length - problems.size;
    else hasWritten ||= own.added + own.changed > 0;
    index += 1;
  }
  return { ...report.counts(counts), repeated: counts.written > 0 && !hasWritten };
}

/**
 * Reads the file to its end before its first rows are written. Rows that were written before are
 * right: their own values would say that they are taken.
 */
async function readWhole(
  source: RowSource,
  actor: Actor,
  written: WrittenChunks,
  signal: AbortSignal,
): Promise<void> {
  const { resource } = source;
  const report = new ImportReport(source);
  const some = readImportRows(source, signal);
  const allowance = importAllowance(resource, actor);
  const take = await allowance.look();
  let index = -1;
  for await (const rows of written.isEmpty ? some : toChunks(some)) {
    index += 1;
    const problems = written.problemsOf(index, rows);
    if (problems !== null) {
      for (const row of rows) report.add(row, problems.get(row.line) ?? null);
      continue;
    }
    const { queries, decide } = readsOf(source, actor, rows);
    const results = await commitBatch(resource.context.engine.longReads, queries);
    for (const effect of allowance.apply(decide(results, null), take)) {
      report.add(effect.row, effect.kind === 'refused' ? effect.problem : null);
    }
  }
  if (report.hasAllErrors()) return;
  throw new DomainError('invalid', message('files.too_many_wrong'), {
    field: 'csv',
    hint: message('files.correct'),
  });
}
