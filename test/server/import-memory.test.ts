import { expect, it } from 'vitest';
import type { ImportRequest } from '../../src/admin/contract/import.js';
import { query } from '../helpers/books/book.js';
import { askImport, openImportBook, postImport } from './import-book.js';

/** Imports of one login on a server that has little memory. */

/**
 * The server itself needs 70 MB. Rows of one such file, held together, need more than twice of what
 * this leaves.
 */
const HEAP_MB = 128;
const ROWS = 99_000;
const COLUMNS = 20;
const SMALL = { NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` };
const PATIENT_MS = 240_000;

/** A file of many columns: 28 MB with 99,000 rows. */
function wideFile(rows: number): Buffer {
  const more = (text: string) =>
    Array.from({ length: COLUMNS }, (_, at) => `,${text} ${at}`).join('');
  const row = (index: number) => `Customer ${index},c${index}@x.test${more(`text ${index}`)}\n`;
  const lines = Array.from({ length: rows }, (_, index) => row(index));
  return Buffer.from(`name,email${more('column')}\n${lines.join('')}`);
}

it(
  'checks 99,000 rows in a small heap, however many such files one login sends at once',
  async () => {
    const { browser: gus } = await (await openImportBook()).start('gus', SMALL);
    // A refused file is still on its way when the answer comes.
    const check = (file: Buffer) =>
      postImport(gus, 'customers', file, { step: 'check' }, { connection: 'keep-alive' });
    const file = wideFile(ROWS);
    const replies = await Promise.all(Array.from({ length: 8 }, () => check(file)));
    const statuses = replies.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
    for (const { status, text } of replies) {
      if (status !== 200) continue;
      expect(JSON.parse(text)).toMatchObject({ checked: { good: ROWS, bad: 0 } });
    }
    // Whoever was refused has its turn afterwards.
    expect((await check(wideFile(1))).status).toBe(200);
  },
  PATIENT_MS,
);

it(
  'names the wrong row behind 99,999 good ones, and imports those, in a small heap',
  async () => {
    const { context, start } = await openImportBook([
      `CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT NOT NULL, serial TEXT UNIQUE)`,
      `CREATE TRIGGER tool_guard BEFORE INSERT ON tool WHEN NEW.name = 'Tool 100000'
        BEGIN SELECT RAISE(ABORT, 'this tool is stolen'); END`,
    ]);
    const { browser: ada } = await start('ada', SMALL);
    const lines = Array.from({ length: 100_000 }, (_, at) => `Tool ${at + 1},s-${at + 1}\n`);
    const file = Buffer.from(`name,serial\n${lines.join('')}`);
    const send = (question: ImportRequest) => askImport(ada, 'tool', file, question);
    const wrong = { good: 99_999, bad: 1, errorRows: 1 };
    const { checked } = await send({ step: 'check' });
    expect(checked).toMatchObject(wrong);
    expect(checked?.lines[0]).toMatchObject({ line: 100_001, problem: 'this tool is stolen' });

    const all = await send({ step: 'commit', mode: 'all', operationId: 'last-row-all' });
    expect(all.problem).toBe(
      'nothing was imported: the file has 1 wrong row; the first is in line 100001: this tool is stolen',
    );
    const count = () => query(context, 'SELECT count(*) AS n, max(id) AS last FROM tool');
    expect(await count()).toEqual([{ n: 0, last: null }]);

    const good = await send({ step: 'commit', mode: 'good', operationId: 'last-row-good' });
    expect(good.imported).toMatchObject({ ...wrong, added: 99_999, repeated: false });
    expect(good.imported?.errorFile).toBe(
      '\uFEFFname,serial,Problem\r\nTool 100000,s-100000,this tool is stolen\r\n',
    );
    expect(await count()).toEqual([{ n: 99_999, last: 99_999 }]);
  },
  PATIENT_MS,
);
