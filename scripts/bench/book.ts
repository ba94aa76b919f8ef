import fs from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../src/config.js';
import { createContext, type Context } from '../../src/context.js';
import { openEmbedded } from '../../src/db/engines/embedded/embedded.js';
import { migrateUp, readMigrations } from '../../src/db/migrations/migrator.js';
import { render } from '../../src/messages/render.js';
import { migrationsFolder } from '../../src/paths.js';
import { systemActor } from '../../src/services/accounts/actors.js';
import { createUser } from '../../src/services/accounts/users.js';
import { reconcile } from '../../src/services/reconciliation/reconcile.js';
import { recomputeStats } from '../../src/services/stats/recompute.js';
import { bookSize, type BookSize } from './book-sql.js';
import { loadBook } from './load-book.js';

/** Makes the large book once, reconciles it like a real one, and keeps it. */

export const LOGINS = {
  admin: { login: 'bench.admin', password: 'seven quiet otters' },
  agent: { login: 'bench.agent', password: 'nine patient herons' },
} as const;
/** The agent of the agent login. */
export const AGENT = 'agent-1';

export interface Book {
  file: string;
  size: BookSize;
}

/** Raise it when the SQL of the book changes: a book of another version is not reused. */
const VERSION = 3;

/**
 * Opens the kept book of this size, or makes it, and migrates it to the current schema.
 * @throws Error when an invariant of money.md does not hold in it
 */
export async function openBook(
  folder: string,
  wagers: number,
  say: (line: string) => void,
): Promise<Book> {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `book-v${VERSION}-${wagers}.db`);
  const facts = `${file}.json`;
  if (!fs.existsSync(facts)) {
    const today = new Date();
    today.setUTCHours(0, 0, 0, 0);
    const size = bookSize(wagers, today);
    const aside = `${file}.making`;
    remove(aside);
    remove(file);
    await makeLargeBook(aside, size, say);
    fs.renameSync(aside, file);
    fs.writeFileSync(facts, JSON.stringify(size));
  }
  const size = JSON.parse(fs.readFileSync(facts, 'utf8')) as BookSize;
  await withBook(file, ({ database }) => migrateUp(database, readMigrations(migrationsFolder)));
  return { file, size };
}

/** Copies the book's file for a run that changes it. */
export function copyBookFile({ file }: Book, target: string): void {
  remove(target);
  fs.copyFileSync(file, target, fs.constants.COPYFILE_FICLONE);
}

export function remove(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) fs.rmSync(file + suffix, { force: true });
}

/** Opens the book's file for some work; waits up to a minute for another process's write. */
export async function withBook<T>(file: string, work: (context: Context) => Promise<T>) {
  const config = readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATABASE_URL: `file:${file}`,
  });
  const context = await createContext(config, {
    engine: openEmbedded({ file, busyTimeoutMs: 60_000 }),
    passwordCost: 4,
  });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

async function makeLargeBook(
  file: string,
  size: BookSize,
  say: (line: string) => void,
): Promise<void> {
  say(`making a book of ${size.wagers} wagers …`);
  await withBook(file, async (context) => {
    await migrateUp(context.database, readMigrations(migrationsFolder));
    await systemActor(context);
  });
  loadBook(file, size);
  say('computing its figures …');
  await withBook(file, async (context) => {
    const system = await systemActor(context);
    const common = { mustChangePassword: false } as const;
    const { admin, agent } = LOGINS;
    await createUser(context, system, {
      ...common,
      username: admin.login,
      password: admin.password,
      email: 'admin@example.test',
      role: 'admin',
    });
    await createUser(context, system, {
      ...common,
      username: agent.login,
      password: agent.password,
      email: 'agent@example.test',
      role: 'agent',
      agentId: AGENT,
    });
    await recomputeStats(context, system, 'all');
    say('reconciling it …');
    const { ok, checks } = await reconcile(context);
    const [broken] = checks.flatMap((check) => check.broken);
    if (!ok)
      throw new Error(`the book does not reconcile: ${broken ? render(broken.text, 'en') : ''}`);
  });
}
