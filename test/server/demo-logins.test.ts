import bcrypt from 'bcrypt';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createContext, type Context } from '../../src/context.js';
import { DomainError } from '../../src/errors.js';
import { serve } from '../../src/serve.js';
import { seedDemoBook } from '../../src/services/demo-book/seed.js';
import { query } from '../helpers/books/book.js';
import { run } from '../helpers/commands/run.js';
import { describeOnEngines, embedded, type TestEngine } from '../helpers/engines/engines.js';
import { migratedOn, PRODUCTION, startServer } from './process.js';

/** Production on a database that was seeded in development. */

const PATIENT_MS = 120_000;
const PASSWORD = 'seven quiet otters';

interface SeededBook {
  /** Settings that lead a production server to it. */
  env: Record<string, string>;
  context: Context;
}

async function openSeededBook(engine: TestEngine): Promise<SeededBook> {
  const env = { ...PRODUCTION, ...(await migratedOn(engine)), LOG_LEVEL: 'silent', PORT: '0' };
  const config = readConfig({ ...env, NODE_ENV: 'development' });
  const context = await createContext(config, { passwordCost: 4 });
  onTestFinished(() => context.close());
  await seedDemoBook(context, { weeks: 1, customers: 4, wagers: 12 });
  return { env, context };
}

/** Starts a server; returns its refusal, or null when it started. */
async function refusalOf({ env }: SeededBook): Promise<string | null> {
  try {
    const server = await serve(readConfig(env), {
      loadResources: () => Promise.resolve([]),
      say: () => undefined,
    });
    await server.stop();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'configuration') throw error;
    return error.text;
  }
}

const commandsIn = (refusal: string | null) =>
  [...(refusal ?? '').matchAll(/npm run -s cli -- (user set-password (\S+))$/gm)].map(
    ([, command = '', username = '']) => ({ command, username }),
  );

describeOnEngines('a demo book in production', (engine) => {
  it(
    'is refused by the names of active logins with the published password, until each has another',
    async () => {
      const book = await openSeededBook(engine);
      const { engine: database } = book.context;
      const logins = await query<{ username: string }>(
        book.context,
        `SELECT username FROM users WHERE status = 'active' ORDER BY role, username`,
      );
      const refused = commandsIn(await refusalOf(book));
      expect(refused.map(({ username }) => username)).toEqual(
        logins.map(({ username }) => username),
      );
      for (const { command, username } of refused) {
        if (username === 'customer') continue;
        const done = await run(database, command.split(' '), { secrets: [PASSWORD, PASSWORD] });
        expect(done.exitCode, done.stderr).toBe(0);
      }
      expect(commandsIn(await refusalOf(book))).toMatchObject([{ username: 'customer' }]);
      await run(database, ['user', 'deactivate', 'customer']);
      expect(await refusalOf(book)).toBeNull();
      const { NODE_ENV, SESSION_SECRET, DATA_KEY } = PRODUCTION;
      const inProduction = { env: { NODE_ENV, SESSION_SECRET, DATA_KEY } };
      const activated = await run(database, ['user', 'activate', 'customer'], inProduction);
      expect(activated).toMatchObject({ exitCode: 1 });
      expect(activated.stderr).toMatch(/published password of the demo book; set another/);
      expect(await refusalOf(book)).toBeNull();
    },
    PATIENT_MS,
  );

  it(
    'is recognised by renamed logins, and by an administrator who was given the password again',
    async () => {
      const book = await openSeededBook(engine);
      await query(
        book.context,
        `UPDATE users SET username = 'boss', email = 'boss@book.test' WHERE username = 'night.desk'`,
      );
      await query(
        book.context,
        `UPDATE users SET password_changed_at = '2030-01-01 00:00:00' WHERE username = 'admin'`,
      );
      // Made later, by a program that copied the hash: neither name nor times tell.
      await query(
        book.context,
        `INSERT INTO users (id, username, email, password_hash, role, must_change_password,
            password_changed_at, created_at)
          SELECT 'late', 'late', 'late@book.test', password_hash, 'admin', 1,
            '2031-01-01 00:00:00', '2030-01-01 00:00:00' FROM users WHERE username = 'boss'`,
      );
      const names = commandsIn(await refusalOf(book)).map(({ username }) => username);
      expect(names).toEqual(expect.arrayContaining(['admin', 'boss', 'late']));
    },
    PATIENT_MS,
  );

  it(
    'compares a bounded number of passwords, the known demo logins first',
    async () => {
      const book = await openSeededBook(engine);
      await query(
        book.context,
        `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 400)
          INSERT INTO users (id, username, email, password_hash, role, must_change_password,
            password_changed_at, created_at)
          SELECT 'u' || n, 'aa' || n, 'aa' || n || '@book.test', '$2b$04$' || n, 'admin', 0,
            '2030-01-01 00:00:00', '2030-01-01 00:00:00' FROM number`,
      );
      const compared = vi.spyOn(bcrypt, 'compare');
      const names = commandsIn(await refusalOf(book)).map(({ username }) => username);
      expect(names).toEqual(expect.arrayContaining(['admin', 'customer']));
      expect(compared.mock.calls.length).toBeLessThan(60);
      compared.mockRestore();
    },
    PATIENT_MS,
  );
});

it(
  'ends a server on a demo book before it listens, with exit code 1 and a plain message',
  async () => {
    const { env } = await openSeededBook(embedded);
    const { code, stdout, stderr } = await startServer({ ...env, LOG_LEVEL: 'error' }).ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: the password of the demo book is published/);
    expect(stderr).toContain('\n  npm run -s cli -- user set-password admin\n');
    expect(stderr).not.toMatch(/harvest|\$2b|\n\s+at |node_modules/);
  },
  PATIENT_MS,
);
