import { expect, onTestFinished } from 'vitest';
import type { ImportReply, ImportRequest } from '../../src/admin/contract/import.js';
import { createContext, type Context } from '../../src/context.js';
import { systemActor } from '../../src/services/accounts/actors.js';
import { createUser } from '../../src/services/accounts/users.js';
import { addAgent, query, testConfig } from '../helpers/books/book.js';
import { PASSWORD } from '../helpers/books/logins.js';
import { browserAt } from '../helpers/http/front-door.js';
import { migratedFile, startServer, type ServerProcess } from './process.js';

/** Books whose servers are processes of their own, to import into. */

const secrets = {
  SESSION_SECRET: 'a secret of the tests, long enough',
  DATA_KEY: 'k1:a data key of the tests, long enough',
};

type Browser = ReturnType<typeof browserAt>;

export interface ImportBook {
  context: Context;
  /** Starts a server, and signs a login in to it. */
  start: (
    login: 'ada' | 'gus',
    env?: Record<string, string>,
  ) => Promise<{ server: ServerProcess; browser: Browser }>;
}

/** Makes a book with an administrator, an agent, and these tables. */
export async function openImportBook(tables: readonly string[] = []): Promise<ImportBook> {
  const { url } = migratedFile();
  const config = testConfig({ ...secrets, DATABASE_URL: url });
  const context = await createContext(config, { passwordCost: 4 });
  onTestFinished(() => context.close());
  const system = await systemActor(context);
  const login = { password: PASSWORD, mustChangePassword: false };
  const agentId = await addAgent(context);
  const gus = { username: 'gus', email: 'gus@example.test', role: 'agent', agentId } as const;
  const ada = { username: 'ada', email: 'ada@example.test', role: 'admin' } as const;
  await createUser(context, system, { ...gus, ...login });
  await createUser(context, system, { ...ada, ...login });
  for (const sql of tables) await query(context, sql);
  return {
    context,
    start: async (name, env = {}) => {
      const server = startServer({ ...secrets, DATABASE_URL: url, ...env });
      const browser = browserAt(Number(new URL(await server.address).port));
      await browser.signIn(name);
      await browser.stepUp();
      return { server, browser };
    },
  };
}

/** Sends a file as the page of an import does. */
export function postImport(
  browser: Browser,
  table: string,
  file: Buffer,
  question: ImportRequest,
  headers: Record<string, string> = {},
) {
  const asked = new URLSearchParams(question as unknown as Record<string, string>).toString();
  return browser.post(`/admin/api/resources/${table}/actions/import?${asked}`, file, {
    'content-type': 'text/csv',
    ...headers,
  });
}

/** Sends a file and reads the answer. */
export async function askImport(
  ...parameters: Parameters<typeof postImport>
): Promise<ImportReply> {
  const { status, text } = await postImport(...parameters);
  expect(status, text).toBe(200);
  return JSON.parse(text) as ImportReply;
}
