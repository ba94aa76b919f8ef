import { expect, it, vi } from 'vitest';
import { query } from '../helpers/books/book.js';
import { askImport, openImportBook } from './import-book.js';

/** Imports whose server is killed in the middle. */

const ROWS = 4_000;
/** Computes for ever in the third chunk of 500 rows, so that the kill comes in its middle. */
const hold = `CREATE TRIGGER tool_hold BEFORE INSERT ON tool WHEN NEW.name = 'Tool 1200' BEGIN
  SELECT count(*) FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT i FROM n);
END`;

it('an import whose server was killed continues where it stopped when the file is sent again', async () => {
  const book = await openImportBook(['CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT)']);
  const { context } = book;
  const lines = Array.from({ length: ROWS }, (_, at) => `Tool ${at}\n`);
  const file = Buffer.from(`name\n${lines.join('')}`);
  const count = async () => {
    const [row] = await query(context, 'SELECT count(*) AS n, count(DISTINCT name) AS d FROM tool');
    return row;
  };

  const first = await book.start('ada');
  const { operationId = '', checked } = await askImport(first.browser, 'tool', file, {
    step: 'check',
  });
  expect(checked).toMatchObject({ good: ROWS, added: ROWS, written: 0 });
  await query(context, hold);
  const order = { step: 'commit', mode: 'good', operationId } as const;
  const lost = askImport(first.browser, 'tool', file, order).catch((error: unknown) => error);
  await vi.waitFor(async () => expect(await count()).toEqual({ n: 1_000, d: 1_000 }), 60_000);
  first.server.child.kill('SIGKILL');
  await first.server.ended;
  expect(await lost).toBeInstanceOf(Error);
  await query(context, 'DROP TRIGGER tool_hold');

  const { browser } = await book.start('ada');
  const check = await askImport(browser, 'tool', file, { step: 'check' });
  expect(check.operationId).toBe(operationId);
  expect(check.earlier).toMatch(
    /^an import of this file began on .* and wrote 1,000 rows; nothing of it is written a second time$/,
  );
  expect(check.checked).toMatchObject({ good: ROWS, bad: 0, added: 3_000, written: 1_000 });
  expect(check.checked?.lines[0]?.effect).toBe('written by the earlier import');
  const { imported, earlier } = await askImport(browser, 'tool', file, order);
  expect(earlier).toBe(check.earlier);
  expect(imported).toMatchObject({ good: ROWS, bad: 0, written: 1_000, repeated: false });
  expect(await count()).toEqual({ n: ROWS, d: ROWS });
  const audited = `SELECT count(DISTINCT record_id) AS n FROM audit_log WHERE action = 'tool.created'`;
  expect(await query(context, audited)).toEqual([{ n: ROWS }]);
}, 120_000);
