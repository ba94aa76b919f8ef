import type { Statement } from '../../db/types.js';
import { quote, type RowTable } from './pages.js';

/**
 * Tables whose rows refer to each other cannot be loaded in several batches where foreign keys are
 * always checked. A table without rules takes their rows; one batch that checks at its end moves them.
 */

/** Begins the names of tables that only exist while rows are loaded. */
export const STAGE = '_adopting_';

const ROWIDS = ['rowid', '_rowid_', 'oid'];

/** Checks foreign keys at the end of the batch only. */
export const DEFER: Statement = { sql: 'PRAGMA defer_foreign_keys = ON', params: [] };

const statement = (sql: string): Statement => ({ sql, params: [] });

/** The table without rules for a table's rows; a table WITHOUT ROWID gets numbers for its rows. */
export function stageOf(table: RowTable): RowTable {
  const taken = new Set(table.columns.map((column) => column.toLowerCase()));
  const rowid = table.rowid ?? ROWIDS.find((alias) => !taken.has(alias)) ?? 'rowid';
  return { ...table, name: STAGE + table.name, rowid, key: [] };
}

/** Makes the statement of a stage. */
export function makeStage({ name, columns }: RowTable): Statement {
  return statement(`CREATE TABLE ${quote(name)} (${columns.map(quote).join(', ')})`);
}

/** Moves the rows from a stage into the table, and drops the stage. */
export function moveRows(stage: RowTable, table: RowTable): Statement[] {
  const names = [...(table.rowid === null ? [] : [table.rowid]), ...table.columns.map(quote)];
  const list = names.join(', ');
  return [
    statement(
      `INSERT INTO ${quote(table.name)} (${list}) SELECT ${list} FROM ${quote(stage.name)}`,
    ),
    statement(`DROP TABLE ${quote(stage.name)}`),
  ];
}
