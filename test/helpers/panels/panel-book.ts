import { resources } from '../../../resources/index.js';
import type { ResourceDeclaration } from '../../../src/admin/declaration/resource.js';
import { openBookOf, PASSWORD, type Book, type BookContents } from '../books/logins.js';
import type { TestEngine } from '../engines/engines.js';
import { openPanels, type PanelServer, type Person } from './driver.js';

/** A book behind its panels, with its logins signed in. */
export interface PanelBook<Username extends string> extends Book {
  server: PanelServer;
  people: Record<Username, Person>;
}

export async function openPanelBook<Username extends string>(
  engine: Pick<TestEngine, 'open'>,
  contents: BookContents<Username>,
  declarations: readonly ResourceDeclaration[] = resources,
): Promise<PanelBook<Username>> {
  const book = await openBookOf(engine, contents);
  const server = await openPanels(book.context, declarations);
  const people = {} as Record<Username, Person>;
  for (const username of Object.keys(contents.logins ?? {}) as Username[]) {
    people[username] = await server.signIn(username, PASSWORD);
  }
  return { ...book, server, people };
}
