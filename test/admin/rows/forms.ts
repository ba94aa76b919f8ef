import { expect } from 'vitest';
import type { Book } from '../../helpers/books/logins.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import type { PanelReply } from '../../helpers/panels/driver.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Forms of records as a browser posts them, and their answers. */

/** An administrator, Anna, and Agnes, who is the agent a1. */
export async function openForms(engine: TestEngine) {
  const { people, ...book } = await openPanelBook(engine, {
    agents: ['a1', 'a2'],
    logins: { anna: 'admin', agnes: { agent: 'a1' } },
  });
  return { book, ...people };
}

/** One book for many tests, each with two customers of its own: `own` of a1, `foreign` of a2. */
export function sharedForms(engine: TestEngine) {
  const world = sharedWorld(() => openForms(engine));
  let count = 0;
  return async () => {
    count += 1;
    const { book, anna, agnes } = world();
    const own = await book.customer(`own${count}`, 'a1');
    const foreign = await book.customer(`foreign${count}`, 'a2');
    const recordOf = (id: string) => `/api/resources/customers/records/${id}`;
    return { book, anna, agnes, own, foreign, recordOf, name: `Customer ${own}` };
  };
}

/** The fields of a form: each typed value, and its value when the form was opened. */
export function edit(changes: Record<string, [string, string]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([path, [before, after]]) => [
      [path, after],
      [`__original.${path}`, before],
    ]),
  );
}

export function errorsOf(reply: PanelReply): Record<string, string> {
  expect(reply.json.notice.type, reply.text).toBe('error');
  return Object.fromEntries(
    Object.entries(reply.json.record.errors).map(([path, { message }]) => [path, message]),
  );
}

/** Reads the name and the limit of a customer from the book. */
export async function nameOf(
  book: Pick<Book, 'rows'>,
  id: string,
): Promise<Record<string, unknown> | undefined> {
  const [row] = await book.rows('SELECT name, betting_limit FROM customers WHERE id = ?', id);
  return row;
}
