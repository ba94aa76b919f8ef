import { expect } from 'vitest';
import { openBook, PASSWORD } from '../../helpers/books/logins.js';
import type { TestEngine } from '../../helpers/engines/engines.js';
import { openPanels, type PanelReply } from '../../helpers/panels/driver.js';

/** Forms of records as a browser posts them, and what they are answered. */

export async function openCustomers(engine: TestEngine) {
  const book = await openBook(engine);
  for (const number of ['1', '2']) {
    await book.customer(`c${number}`, await book.agent(`a${number}`));
  }
  await book.user('anna');
  await book.user('agnes', 'agent', { agentId: 'a1' });
  const { signIn } = await openPanels(book.context);
  return {
    book,
    anna: await signIn('anna', PASSWORD),
    agnes: await signIn('agnes', PASSWORD),
  };
}

/** What the form posts: the typed value, and the one that it had when the form was opened. */
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
