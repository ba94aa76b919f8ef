import type { Actor } from '../../domain/actor.js';
import { commitBatch, rows } from '../../db/batch.js';
import { sql } from 'drizzle-orm';
import { message, type Message } from '../../messages/message.js';
import type { BulkRun, EditInput } from '../../services/bulk-runs/records.js';
import { versionOfReadings } from '../readings/choices.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import type { PanelColumn } from '../tables/panel-table.js';
import { editorOf } from './editors.js';
import type { Context } from '../../context.js';

/** Finds the table and the columns that a run edits, as they are now and for the role of its login. */

export interface EditTarget {
  resource: ScopedResource;
  actor: Actor;
  columns: PanelColumn[];
  /** Typed values by the order of the columns; null in an undo, whose rows have their own. */
  typed: (string | null)[] | null;
}

/**
 * Finds the target of a run, or the reason why none of its rows can be edited any more.
 * @throws DomainError `unavailable` until the tables are known
 */
export async function findTarget(
  context: Context,
  actor: Actor,
  run: BulkRun,
): Promise<EditTarget | Message> {
  const { edit } = run;
  if (!edit) return message('bulk_edits.table_gone', { table: '' });
  const resource = editorOf(context).resources(actor.role).get(edit.table);
  if (!resource) return message('bulk_edits.table_gone', { table: edit.title });
  const isUndo = run.undoOf !== null;
  if (!isUndo && versionOfReadings(resource.table) !== edit.readings) {
    return message('bulk_edits.read_otherwise', { table: edit.title });
  }
  const columns = columnsOf(resource, edit);
  if (!Array.isArray(columns)) return columns;
  const problem = await schemaProblem(resource, edit, columns);
  if (problem !== null) return problem;
  return {
    resource,
    actor,
    columns,
    typed: isUndo ? null : edit.columns.map(({ typed }) => typed),
  };
}

function columnsOf({ table, access }: ScopedResource, edit: EditInput): PanelColumn[] | Message {
  const found: PanelColumn[] = [];
  for (const { name, title } of edit.columns) {
    const column = table.columns.find((one) => one.name === name);
    if (!column || !access.bulkEdit.has(name)) {
      return message('bulk_edits.column_closed', { column: title });
    }
    found.push(column);
  }
  return found;
}

/** Compares with the current schema: the panels read it at start. */
async function schemaProblem(
  { context, table }: ScopedResource,
  edit: EditInput,
  columns: readonly PanelColumn[],
): Promise<Message | null> {
  const [present] = await commitBatch(context.database, [
    rows<{ name: string }>(sql`SELECT name AS name FROM pragma_table_xinfo(${table.info.name})`),
  ]);
  if (present.length === 0) return message('bulk_edits.table_gone', { table: edit.title });
  const names = new Set(present.map(({ name }) => name));
  const gone =
    columns.find(({ name }) => !names.has(name))?.label ??
    table.info.primaryKey.find((name) => !names.has(name));
  return gone === undefined ? null : message('bulk_edits.column_closed', { column: gone });
}
