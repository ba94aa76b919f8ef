import type { Book } from '../../helpers/books/logins.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';

/** Panels of tables that no resource file declares. */

/** A book with these tables and rows, one customer, and an administrator. */
export async function openWith(engine: TestEngine, sql: readonly string[]) {
  const contents = { agents: ['a1'], customers: { c1: 'a1' }, logins: { anna: 'admin' }, sql } as const; // prettier-ignore
  const { people, server, ...book } = await openPanelBook(engine, contents);
  return { anna: people.anna, server, book };
}

export async function auditOf(book: Pick<Book, 'rows'>, table: string): Promise<unknown[][]> {
  const rows = await book.rows(
    'SELECT action, record_id, before, after FROM audit_log WHERE table_name = ? ORDER BY seq',
    table,
  );
  return rows.map((row) => Object.values(row));
}
