import { sql } from 'drizzle-orm';
import { guard, type Write } from '../../db/batch.js';
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

/**
 * Moves the rows from a stage into the table, and drops the stage.
 * @param checks writes between both
 */
export function moveRows(stage: RowTable, table: RowTable, checks: readonly Write[] = []): Write[] {
  const names = [...(table.rowid === null ? [] : [table.rowid]), ...table.columns.map(quote)];
  const list = names.join(', ');
  return [
    statement(
      `INSERT INTO ${quote(table.name)} (${list}) SELECT ${list} FROM ${quote(stage.name)}`,
    ),
    ...checks,
    statement(`DROP TABLE ${quote(stage.name)}`),
  ];
}

/** D1 takes expressions of at most 100 levels; a column needs two. */
const COLUMNS_AT_ONCE = 40;

/**
 * Guards that the table has the rows of the stage, each value in its storage class: the rules of a
 * column convert what they do not refuse.
 */
export function sameRows(stage: RowTable, table: RowTable): Write[] {
  const [from, to] = [quote(stage.name), quote(table.name)];
  const pieces = Array.from(
    { length: Math.ceil(table.columns.length / COLUMNS_AT_ONCE) },
    (_, index) =>
      table.columns.slice(index * COLUMNS_AT_ONCE, (index + 1) * COLUMNS_AT_ONCE).map(quote),
  );
  const { rowid } = table;
  return [
    `(SELECT count(*) FROM ${from}) = (SELECT count(*) FROM ${to})`,
    ...pieces.map((names) => {
      if (rowid === null) {
        const list = names.map((name) => `typeof(${name}), ${name}`).join(', ');
        return `NOT EXISTS (SELECT ${list} FROM ${from} EXCEPT SELECT ${list} FROM ${to})`;
      }
      const same = names.map(
        (name) =>
          `(typeof(s.${name}) = typeof(t.${name}) AND s.${name} IS +t.${name} COLLATE BINARY)`,
      );
      return `NOT EXISTS (SELECT 1 FROM ${from} s LEFT JOIN ${to} t ON t.${rowid} = s.${stage.rowid}
        WHERE NOT (${same.join(' AND ')}))`;
    }),
  ].map((condition) => guard('adoption.rows', sql.raw(condition)));
}
