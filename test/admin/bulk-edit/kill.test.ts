import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { withBook } from '../../../scripts/bench/book.js';
import { LOGIN, signInBrowser, startKillableServer, until } from '../../../scripts/kill-server.js';
import type { Context } from '../../../src/context.js';
import { migrateUp, readMigrations } from '../../../src/db/migrations/migrator.js';
import { migrationsFolder } from '../../../src/paths.js';
import { systemActor } from '../../../src/services/accounts/actors.js';
import { createUser } from '../../../src/services/accounts/users.js';
import { query } from '../../helpers/books/book.js';

/** A server that is killed in the middle of an edit, and another one in the middle of its undo. */

const ROWS = 3_000;

async function makeBook(context: Context): Promise<void> {
  await migrateUp(context.database, readMigrations(migrationsFolder));
  await createUser(context, await systemActor(context), {
    ...{ username: LOGIN.login, email: 'ada@example.test', password: LOGIN.password },
    ...{ role: 'admin', mustChangePassword: false },
  });
  await query(context, `CREATE TABLE item (id INTEGER PRIMARY KEY, tag TEXT)`);
  await query(
    context,
    `INSERT INTO item WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
      SELECT i, 'old' FROM n`,
  );
}

/** Keeps a run from its end: a chunk beyond the middle computes for ever, so that a kill meets it. */
const HOLD = `CREATE TRIGGER kill_test_hold BEFORE UPDATE OF done ON bulk_runs WHEN NEW.done > ${ROWS / 2}
  BEGIN SELECT count(*) FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT i FROM n); END`;

it('an edit and its undo, each in a killed server, are finished by the next one and change each row once', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fire22-kill-edit-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'book.db');
  await withBook(file, makeBook);
  const server = () => startKillableServer(file, [inject('programs').server]);
  const ask = <Row>(sql: string, ...values: string[]) =>
    withBook(file, (context) => query<Row>(context, sql, ...values));
  const isOver = async (id: string) =>
    (await ask<{ status: string }>('SELECT status FROM bulk_runs WHERE id = ?', id))[0]?.status ===
    'finished';
  const done = async (id: string) =>
    (await ask<{ done: number }>('SELECT done FROM bulk_runs WHERE id = ?', id))[0]?.done ?? 0;
  const form = (id: string) => ({ step: 'commit', operationId: id });

  /** Starts a run, kills the server in its middle, and lets another one finish it. */
  const runThroughKill = async (id: string, make: [path: string, fields: object]) => {
    await ask(HOLD);
    const first = await server();
    const browser = await signInBrowser(first.address);
    await browser.post(make[0], { ...form(id), ...make[1] });
    await browser.post(`/resources/bulk_runs/records/${id}/start`, form(`${id}-start`));
    await until(async () => (await done(id)) > 0, 60_000, 20);
    first.process.kill('SIGKILL');
    await first.ended;
    const atKill = await done(id);
    expect(atKill).toBeGreaterThan(0);
    expect(atKill).toBeLessThan(ROWS);
    await ask('DROP TRIGGER kill_test_hold');
    await ask(`UPDATE bulk_runs SET lease_until = '2000-01-01 00:00:00' WHERE id = ?`, id);
    const second = await server();
    await until(() => isOver(id), 60_000, 50);
    expect(await done(id)).toBe(ROWS);
    second.process.kill('SIGTERM');
    await second.ended;
  };

  await runThroughKill('kill-edit-1', ['/resources/item/actions/editAll', { '__edit.tag': 'new' }]);
  expect(await ask(`SELECT tag, count(*) AS n FROM item GROUP BY tag`)).toEqual([
    { tag: 'new', n: ROWS },
  ]);
  await runThroughKill('kill-edit-2', ['/resources/bulk_runs/records/kill-edit-1/undo', {}]);
  expect(await ask(`SELECT tag, count(*) AS n FROM item GROUP BY tag`)).toEqual([
    { tag: 'old', n: ROWS },
  ]);
  expect(
    await ask(`SELECT count(*) AS n, count(DISTINCT record_id || after) AS changes FROM audit_log
      WHERE table_name = 'item'`),
  ).toEqual([{ n: 2 * ROWS, changes: 2 * ROWS }]);
}, 300_000);
