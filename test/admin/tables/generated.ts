import { openBook, PASSWORD, type Book } from '../../helpers/books/logins.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import { openPanels, type PanelServer, type Person } from '../../helpers/panels/driver.js';

/** Panels of tables that nobody wrote a line for. */

export async function openWith(engine: TestEngine, ddl: readonly string[]) {
  const book = await openBook(engine);
  for (const statement of ddl) await book.context.database.prepare(statement).run();
  return openAs(book, 'anna');
}

export async function openAs(
  book: Book,
  username: string,
): Promise<{ anna: Person; server: PanelServer; book: Book }> {
  await book.user(username);
  const server = await openPanels(book.context);
  return { anna: await server.signIn(username, PASSWORD), server, book };
}

export async function auditOf(book: Book, table: string): Promise<unknown[][]> {
  const rows = await book.rows(
    'SELECT action, record_id, before, after FROM audit_log WHERE table_name = ? ORDER BY seq',
    table,
  );
  return rows.map((row) => Object.values(row));
}
