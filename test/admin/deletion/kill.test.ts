import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { withBook } from '../../../scripts/bench/book.js';
import { LOGIN, startKillableServer, until } from '../../../scripts/kill-server.js';
import type { Context } from '../../../src/context.js';
import { migrateUp, readMigrations } from '../../../src/db/migrations/migrator.js';
import { migrationsFolder } from '../../../src/paths.js';
import { systemActor } from '../../../src/services/accounts/actors.js';
import { createUser } from '../../../src/services/accounts/users.js';
import { query } from '../../helpers/books/book.js';

/** A server that is killed between the preview and the commit of a delete, and during the commit. */

async function makeBook(context: Context): Promise<void> {
  await migrateUp(context.database, readMigrations(migrationsFolder));
  await createUser(context, await systemActor(context), {
    ...{ username: LOGIN.login, email: 'ada@example.test', password: LOGIN.password },
    ...{ role: 'admin', mustChangePassword: false },
  });
  await query(context, `CREATE TABLE album (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`);
  await query(
    context,
    `CREATE TABLE photo (id INTEGER PRIMARY KEY, album INTEGER REFERENCES album ON DELETE CASCADE)`,
  );
  await query(context, `INSERT INTO album VALUES (1, 'Spring')`);
  await query(context, `INSERT INTO photo VALUES (1, 1), (2, 1)`);
}

/**
 * Keeps a commit from its end: the audit row of the second photo computes for ever, after the rows
 * before it were written.
 */
const HOLD = `CREATE TRIGGER kill_test_hold AFTER INSERT ON audit_log
  WHEN NEW.table_name = 'photo' AND NEW.record_id = '2'
  BEGIN SELECT count(*) FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT i FROM n); END`;

interface Answer {
  notice?: { type: string; message: string };
  preview?: { token: string };
}

/** Signs in and returns a function that posts a step of the delete. */
async function openDelete(address: string) {
  const headers = { 'sec-fetch-site': 'same-origin' };
  const signedIn = await fetch(`${address}/admin/login`, {
    ...{ method: 'POST', headers, redirect: 'manual' },
    body: new URLSearchParams(LOGIN),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
  return async (fields: Record<string, string>): Promise<Answer> => {
    const reply = await fetch(`${address}/admin/api/resources/album/records/1/delete`, {
      ...{ method: 'POST', headers: { ...headers, cookie } },
      body: new URLSearchParams({ operationId: 'kill-delete-1', ...fields }),
    });
    return (await reply.json()) as Answer;
  };
}

/** Returns true while another connection is in a transaction that writes. */
function isLocked(file: string): boolean {
  const sqlite = new Sqlite(file, { timeout: 0 });
  try {
    sqlite.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY') return true;
    throw error;
  } finally {
    sqlite.close();
  }
}

it('a delete whose server is killed twice takes effect once, also when it is sent again after its end', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-kill-delete-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'book.db');
  await withBook(file, makeBook);
  const start = () => startKillableServer(file, [inject('programs').server]);
  const ask = <Row>(sql: string) => withBook(file, (context) => query<Row>(context, sql));
  const effects = async () => ({
    albums: (await ask('SELECT id FROM album')).length,
    photos: (await ask('SELECT id FROM photo')).length,
    audits: (await ask(`SELECT seq FROM audit_log WHERE table_name IN ('album', 'photo')`)).length,
    operations: (await ask(`SELECT id FROM operations WHERE id = 'kill-delete-1'`)).length,
  });
  const untouched = { albums: 1, photos: 2, audits: 0, operations: 0 };
  const done = { albums: 0, photos: 0, audits: 3, operations: 1 };

  const first = await start();
  const shown = await (await openDelete(first.address))({ step: 'preview' });
  const token = shown.preview?.token ?? '';
  expect(token).not.toBe('');
  first.process.kill('SIGKILL');
  await first.ended;
  expect(await effects()).toEqual(untouched);

  await ask(HOLD);
  const second = await start();
  const post = await openDelete(second.address);
  const cut = post({ step: 'commit', token }).then(
    () => 'answered',
    () => 'cut off',
  );
  // Any other write of the server gives its lock up at once.
  let lockedLooks = 0;
  await until(() => (lockedLooks = isLocked(file) ? lockedLooks + 1 : 0) === 10, 60_000, 20);
  second.process.kill('SIGKILL');
  await second.ended;
  expect(await cut).toBe('cut off');
  await ask('DROP TRIGGER kill_test_hold');
  expect(await effects()).toEqual(untouched);

  const third = await start();
  const again = await openDelete(third.address);
  const replies = [await again({ step: 'commit', token }), await again({ step: 'commit', token })];
  third.process.kill('SIGTERM');
  await third.ended;
  expect(replies.map(({ notice }) => notice)).toEqual(
    [1, 2].map(() => ({
      type: 'success',
      message: expect.stringContaining('1 row deleted') as string,
    })),
  );
  expect(await effects()).toEqual(done);
}, 300_000);
