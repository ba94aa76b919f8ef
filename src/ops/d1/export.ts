import fs from 'node:fs';
import path from 'node:path';
import type { Context } from '../../context.js';
import { giveToOwnerOf, renameDurably, syncFile } from '../../db/copies/durable.js';
import { DomainError } from '../../errors.js';
import { message, type Message } from '../../messages/message.js';
import {
  bringSearchIndexesBack,
  setSearchIndexesAside,
} from '../../services/lists/search-index.js';
import { folderProblem } from '../backup/problems.js';

/**
 * Exports a database on D1 as SQL, by Cloudflare's own export, which refuses a database with
 * full-text tables. The search indexes leave for that time, with marks in the database: whatever
 * ends the export, they come back, by this process or at the next start of a server.
 */

export interface ExportOptions {
  /** New file of the SQL. */
  output: string;
  /** Runs the export into a file. */
  run: (file: string, signal?: AbortSignal) => Promise<void>;
  signal?: AbortSignal | undefined;
  onStep?: ((step: Message) => void) | undefined;
}

export interface ExportReport {
  file: string;
  bytes: number;
  /** Tables whose search index was dropped and built again. */
  indexes: string[];
  tookMs: number;
}

/**
 * Exports the database; the file has its name only when it is whole.
 * @throws DomainError of the export, after the indexes are back
 */
export async function exportDatabase(
  context: Context,
  { output, run, signal, onStep = () => undefined }: ExportOptions,
): Promise<ExportReport> {
  const startedAt = Date.now();
  const file = path.resolve(output);
  refuseTarget(file);
  const aside = `${file}.part`;
  const indexes = await setSearchIndexesAside(context);
  if (indexes.length > 0) onStep(message('backup.export_indexes', { tables: indexes }));
  try {
    fs.rmSync(aside, { force: true });
    onStep(message('backup.exporting'));
    await run(aside, signal);
    if ((fs.statSync(aside, { throwIfNoEntry: false })?.size ?? 0) === 0) throw emptyExport();
    syncFile(aside);
    giveToOwnerOf(path.dirname(file), aside);
    renameDurably([[aside, file]]);
  } catch (error) {
    throw folderProblem(error, path.dirname(file));
  } finally {
    fs.rmSync(aside, { force: true });
    await bringSearchIndexesBack(context, (table, done, rows) =>
      onStep(message('commands.search_index_progress', { table, done, rows })),
    );
  }
  return { file, bytes: fs.statSync(file).size, indexes, tookMs: Date.now() - startedAt };
}

function refuseTarget(file: string): void {
  if (fs.existsSync(file)) {
    throw new DomainError('conflict', message('restore.exists', { file }), {
      hint: message('restore.exists_hint'),
    });
  }
  const folder = path.dirname(file);
  if (fs.existsSync(folder)) return;
  throw new DomainError('configuration', message('database.folder_missing', { folder }), {
    hint: message('restore.folder_hint'),
  });
}

function emptyExport(): DomainError {
  return new DomainError('conflict', message('backup.export_empty'), {
    hint: message('backup.export_failed_hint'),
  });
}
