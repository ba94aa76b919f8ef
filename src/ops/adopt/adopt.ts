import type { Context } from '../../context.js';
import { toStatement } from '../../db/batch.js';
import type { FileTransaction } from '../../db/types.js';
import { message, type Message } from '../../messages/message.js';
import type { AuditActor } from '../../services/audit.js';
import { keepBookmark } from '../../services/bookmarks.js';
import { adoptionAudit, type AdoptedTable, type AdoptionReport, differs } from './report.js';
import { adoptOnD1 } from './on-d1.js';
import { digestOf } from './digest.js';
import { type ForeignObject, type ForeignTable, inOrder, quoted } from './foreign-objects.js';
import type { AdoptionPlan } from './plan.js';

/**
 * Copies the objects and rows of a foreign file into the book's database, as one transaction:
 * tables, rows, the next numbers of AUTOINCREMENT keys, then indexes, views and triggers. Triggers
 * come last: they would run for each row a second time.
 */

/**
 * Carries a plan out, and compares both sides before it commits.
 * @param onProgress receives each step; it may not wait
 * @throws DomainError `conflict` when the file changed since the plan, or a table differs
 */
export async function adoptFile(
  context: Context,
  actor: AuditActor,
  plan: AdoptionPlan,
  onProgress: (step: Message) => void = () => undefined,
): Promise<AdoptionReport> {
  const { withFile } = context.engine;
  await keepBookmark(context, message('bookmarks.before_adopt', { file: plan.file }));
  if (withFile === null) return adoptOnD1(context, actor, plan, onProgress);
  const { file, objects, tables } = plan;
  const tablesFirst = inOrder(objects);
  const audit = adoptionAudit(context, actor, plan);
  const adopted = await withFile(file, (transaction) => {
    refuseChangedFile(transaction, plan);
    const shadows = new Set(tables.flatMap(({ name, parent }) => (parent === null ? [] : [name])));
    // The module of a virtual table makes its shadow tables.
    makeAll(
      transaction,
      tablesFirst.filter(({ type, name }) => type === 'table' && !shadows.has(name)),
    );
    for (const table of tables) {
      copyRows(transaction, table);
      const { as: name, rows } = table;
      if (rows !== null) onProgress(message('database.copy_loaded', { table: name, rows }));
    }
    copySequences(transaction, tables);
    makeAll(
      transaction,
      tablesFirst.filter(({ type }) => type !== 'table'),
    );
    onProgress(message('database.copy_comparing'));
    const compared = tables.flatMap((table) => compare(transaction, table));
    transaction.run(toStatement(audit));
    return compared;
  });
  return { file, tables: adopted };
}

/** @throws DomainError `conflict` when the file's objects are not those of the plan */
function refuseChangedFile(transaction: FileTransaction, { objects }: AdoptionPlan): void {
  const rows = transaction.rows({
    sql: 'SELECT type, name, sql FROM source.sqlite_schema',
    params: [],
  });
  const found = new Set(rows.map((row) => JSON.stringify(row)));
  const changed = objects.find(
    ({ type, name, sql }) => !found.has(JSON.stringify([type, name, sql])),
  );
  if (changed) throw differs(message('adoption.changed', { name: changed.name }));
}

function makeAll(transaction: FileTransaction, objects: readonly ForeignObject[]): void {
  for (const { sqlAs } of objects) transaction.run({ sql: sqlAs, params: [] });
}

/** Copies rows with their rowids: other tables, or a full-text index, may mean them. */
function copyRows(transaction: FileTransaction, table: ForeignTable): void {
  if (table.kind === 'virtual') return;
  const { columns, rowid } = table;
  const [from, to] = [`source.${quoted(table.name)}`, `main.${quoted(table.as)}`];
  const list = [...(rowid === null ? [] : [rowid]), ...columns.map(quoted)].join(', ');
  const copy = {
    sql: `INSERT INTO ${to} (${list}) SELECT ${list} FROM ${from} NOT INDEXED`,
    params: [],
  };
  if (table.kind === 'table') {
    transaction.run(copy);
    return;
  }
  // A new virtual table has rows of its own in its shadow tables.
  transaction.runOnShadow({ sql: `DELETE FROM ${to}`, params: [] });
  transaction.runOnShadow(copy);
}

/** Copies the next number of each AUTOINCREMENT key: a number of a deleted row is not used again. */
function copySequences(transaction: FileTransaction, tables: readonly ForeignTable[]): void {
  const [kept] = transaction.rows({
    sql: `SELECT count(*) FROM source.sqlite_schema WHERE name = 'sqlite_sequence'`,
    params: [],
  });
  if (kept?.[0] !== 1) return;
  for (const { name, as } of tables) {
    const own = 'FROM source.sqlite_sequence WHERE name = ?';
    transaction.run({
      sql: `DELETE FROM main.sqlite_sequence WHERE name = ? AND EXISTS (SELECT 1 ${own})`,
      params: [as, name],
    });
    transaction.run({
      sql: `INSERT INTO main.sqlite_sequence (name, seq) SELECT ?, seq ${own}`,
      params: [as, name],
    });
  }
}

/** @throws DomainError `conflict` when the rows of the two sides are not the same */
function compare(transaction: FileTransaction, table: ForeignTable): AdoptedTable[] {
  if (table.kind === 'virtual') return [];
  const { as: name } = table;
  const source = digestOf(transaction, 'source', table);
  const copy = digestOf(transaction, 'main', table);
  if (source.rows !== copy.rows) {
    const counts = { table: name, source: source.rows, copy: copy.rows };
    throw differs(message('database.copy_rows', counts));
  }
  if (source.hash !== copy.hash) throw differs(message('database.copy_values', { table: name }));
  return [{ name, ...copy }];
}
