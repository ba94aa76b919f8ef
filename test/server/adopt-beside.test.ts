import Sqlite from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { expect, inject, it } from 'vitest';
import { withBook } from '../../scripts/bench/book.js';
import { LOGIN, startKillableServer } from '../../scripts/kill-server.js';
import { projectRoot } from '../../src/paths.js';
import { systemActor } from '../../src/services/accounts/actors.js';
import { createUser } from '../../src/services/accounts/users.js';
import { query } from '../helpers/books/book.js';
import { foreignFile } from '../helpers/foreign/foreign-file.js';
import { whenDone } from '../helpers/run/shared-world.js';
import { migratedFile, PRODUCTION } from './process.js';

/** `db adopt` beside a server that goes on writing. */

const TABLES = 6;
const ROWS = 1_000;
const headers = { 'sec-fetch-site': 'same-origin' };

async function makeBook(file: string): Promise<void> {
  await withBook(file, async (context) => {
    await createUser(context, await systemActor(context), {
      ...{ username: LOGIN.login, email: 'ada@example.test', password: LOGIN.password },
      ...{ role: 'admin', mustChangePassword: false },
    });
    await query(context, 'CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)');
  });
}

async function startSignedIn(file: string) {
  const server = await startKillableServer(file, [inject('programs').server]);
  const { address } = server;
  const signedIn = await fetch(`${address}/admin/login`, {
    ...{ method: 'POST', headers, redirect: 'manual' },
    body: new URLSearchParams(LOGIN),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const ask = async (path: string, body?: FormData) => {
    const method = body === undefined ? 'GET' : 'POST';
    const reply = await fetch(`${address}/admin/api/resources/${path}`, {
      ...{ method, headers: { ...headers, cookie } },
      ...(body === undefined ? {} : { body }),
    });
    return { status: reply.status, text: await reply.text() };
  };
  const stop = async () => {
    server.process.kill('SIGTERM');
    await server.ended;
  };
  return { ask, stop };
}

/** Runs the command as a process of its own. */
async function adopt(url: string, file: string) {
  const child = spawn(
    process.execPath,
    [inject('programs').cli, 'db', 'adopt', file, '--yes', '--json'],
    {
      cwd: projectRoot,
      env: { PATH: process.env['PATH'] ?? '', ENV_FILE: devNull, ...PRODUCTION, DATABASE_URL: url },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  whenDone(() => child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  child.stdout.resume();
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

it('adopts a file while the server writes, and shows its tables after the restart', async () => {
  const { file, url } = migratedFile();
  await makeBook(file);
  const names = Array.from({ length: TABLES }, (_, index) => `copied_${index}`);
  const other = foreignFile(
    names.flatMap((name) => [
      `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, text TEXT)`,
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
        INSERT INTO ${name} SELECT i, hex(randomblob(100)) FROM n`,
    ]),
  );
  const server = await startSignedIn(file);
  const adopted = new AbortController();
  let written = 0;
  const write = async () => {
    const form = new FormData();
    form.set('text', `note ${written}`);
    const { status, text } = await server.ask('note/actions/new', form);
    if (status === 200 && text.includes('"type":"success"')) written += 1;
    else throw new Error(`${status} ${text}`);
  };
  await write();
  const writing = (async () => {
    while (!adopted.signal.aborted) await write();
  })();
  const [done] = await Promise.all([adopt(url, other).finally(() => adopted.abort()), writing]);
  await write();
  expect(done, done.stderr).toMatchObject({ code: 0 });
  expect(done.stderr).toContain('restart the server');

  expect((await server.ask('copied_0/actions/list')).status).toBe(404);
  await server.stop();
  const again = await startSignedIn(file);
  const list = await again.ask(`copied_${TABLES - 1}/actions/list`);
  expect(list.status).toBe(200);
  expect((JSON.parse(list.text) as { meta: { total: number } }).meta.total).toBe(ROWS);
  await again.stop();

  const sqlite = new Sqlite(file, { readonly: true });
  whenDone(() => void sqlite.close());
  const count = (sql: string) => sqlite.prepare(sql).pluck().get();
  expect(count('SELECT count(*) FROM note')).toBe(written);
  expect(count(`SELECT count(*) FROM audit_log WHERE action = 'note.created'`)).toBe(written);
  expect(count(`SELECT count(*) FROM audit_log WHERE action = 'database.adopted'`)).toBe(1);
  expect(count('PRAGMA integrity_check')).toBe('ok');
}, 120_000);
