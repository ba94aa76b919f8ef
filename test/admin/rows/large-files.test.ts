import { sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { isSameInParts } from '../../../src/admin/row-values/file-values.js';
import { commitBatch, guard } from '../../../src/db/batch.js';
import { GuardError } from '../../../src/db/errors.js';
import { openBookOf, PASSWORD } from '../../helpers/books/logins.js';
import { describeOnEngines, describeOnSqlite, embedded } from '../../helpers/engines/engines.js';
import { adopt } from '../../helpers/foreign/adopt.js';
import { foreignFile } from '../../helpers/foreign/foreign-file.js';
import { gif } from '../../helpers/panels/files.js';
import { openPanels } from '../../helpers/panels/driver.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { deleteRows, linesOf, previewDelete } from '../deletion/steps.js';
import { auditOf } from '../tables/generated.js';

/** Files of an adopted table that are larger than any form takes: D1 holds none of them. */

const HUGE = 17_000_000;
const LARGE = 5_000_000;
const WITH_TEXT = 4_500_000;

const zeros = (bytes: number) => createHash('sha256').update(Buffer.alloc(bytes)).digest('hex');

async function openAdopted() {
  const book = await openBookOf(embedded, { logins: { anna: 'admin' } });
  const file = foreignFile([
    `CREATE TABLE film (id TEXT PRIMARY KEY, content BLOB, name TEXT)`,
    ...['shown', 'edited', 'gone'].map(
      (id) => `INSERT INTO film VALUES ('${id}', zeroblob(${HUGE}), 'n')`,
    ),
    ...['raced', 'large'].map((id) => `INSERT INTO film VALUES ('${id}', zeroblob(${LARGE}), 'n')`),
    `INSERT INTO film VALUES ('vast', zeroblob(70000000), 'n')`,
    `INSERT INTO film VALUES ('text', NULL, replace(hex(zeroblob(${WITH_TEXT / 2})), '0', 'é'))`,
  ]);
  await adopt(book.context, file);
  const server = await openPanels(book.context);
  return { book, anna: await server.signIn('anna', PASSWORD) };
}

const path = (id: string) => `/api/resources/film/records/${id}`;
const sizeOf = (id: string) => `SELECT octet_length(content) AS bytes, name FROM film WHERE id = '${id}'`; // prettier-ignore

describeOnSqlite('files larger than a form takes', () => {
  const world = sharedWorld(openAdopted);

  it('lists and shows the size of a file of 17 MB, and sends it in parts', async () => {
    const { anna } = world();
    const list = await anna.get('/api/resources/film/actions/list?perPage=50');
    expect(list.json.records).toHaveLength(list.json.meta.total);
    expect(list.bytes.length).toBeLessThan(100_000);
    const shown = await anna.get(`${path('shown')}/show`);
    expect(shown.json.record.params['content']).toBe(HUGE);
    const download = await anna.open(`${path('shown')}/download-content`);
    const hash = createHash('sha256');
    const parts: number[] = [];
    download.on('data', (part: Buffer) => {
      parts.push(part.length);
      hash.update(part);
    });
    await once(download, 'end');
    expect(hash.digest('hex')).toBe(zeros(HUGE));
    expect(Math.max(...parts)).toBeLessThanOrEqual(64 * 1024);
  });

  it('edits another column beside a file of 17 MB, and refuses to replace the file', async () => {
    const { anna, book } = world();
    const opened = await anna.get(`${path('edited')}/edit`);
    const version = opened.json.record.params['__version.content'];
    const named = await anna.submit(`${path('edited')}/edit`, {
      ...{ name: 'other', '__original.name': 'n' },
    });
    expect(named.json.notice, named.text).toMatchObject({ type: 'success' });
    expect(await book.rows(sizeOf('edited'))).toEqual([{ bytes: HUGE, name: 'other' }]);
    const replaced = await anna.submitFiles(`${path('edited')}/edit`, {
      content: new File([new Uint8Array(gif)], 'a.gif'),
      '__original.content': typeof version === 'string' ? version : '__FORM_VALUE_NULL__',
    });
    expect(replaced.json.record.errors['content']?.message).toBe(
      'holds a file that is too large to be replaced here',
    );
    expect(await book.rows(sizeOf('edited'))).toEqual([{ bytes: HUGE, name: 'other' }]);
  });

  it('replaces a file of 5 MB, and refuses when its last byte changed meanwhile', async () => {
    const { anna, book } = world();
    const version = async () =>
      String((await anna.get(`${path('raced')}/edit`)).json.record.params['__version.content']);
    const replace = (original: string) =>
      anna.submitFiles(`${path('raced')}/edit`, {
        content: new File([new Uint8Array(gif)], 'a.gif'),
        '__original.content': original,
      });
    const opened = await version();
    expect(opened).toBe(`blob:${LARGE}:${zeros(LARGE)}`);
    await book.rows(
      `UPDATE film SET content = CAST(substr(content, 1, ${LARGE - 1}) || x'01' AS BLOB) WHERE id = 'raced' RETURNING 1`,
    );
    const refused = await replace(opened);
    expect(refused.json.record.errors['content']?.message).toBe(
      'somebody else replaced this file meanwhile; save again to overwrite theirs',
    );
    const saved = await replace(await version());
    expect(saved.json.notice, saved.text).toMatchObject({ type: 'success' });
    expect(await book.rows(sizeOf('raced'))).toEqual([{ bytes: gif.length, name: 'n' }]);
  });

  it('deletes a row with a file of 17 MB, and says what the trail keeps of it', async () => {
    const { anna, book } = world();
    const shown = await previewDelete(anna, 'film', 'gone');
    expect(linesOf(shown)).toEqual([
      'Film n: is deleted; the audit trail keeps only the size and the hash of Content (17,000,000 bytes): download it first if it may be needed',
    ]);
    const done = await deleteRows(anna, 'film', 'gone');
    expect(done.json.notice, done.text).toEqual({ type: 'success', message: '1 row deleted' });
    const audit = (await auditOf(book, 'film')).filter(([action]) => action === 'film.deleted');
    expect(audit.map(([, id, before]) => [id, JSON.parse(String(before)) as unknown])).toEqual([
      ['gone', { id: 'gone', content: { bytes: HUGE, sha256: zeros(HUGE) }, name: 'n' }],
    ]);
  });

  it('deletes a row with a long text, which the trail keeps whole', async () => {
    const { anna, book } = world();
    const done = await deleteRows(anna, 'film', 'text');
    expect(done.json.notice, done.text).toEqual({ type: 'success', message: '1 row deleted' });
    const audit = (await auditOf(book, 'film')).filter(([, id]) => id === 'text');
    const kept = audit.flatMap(([, , before]) => {
      const { name } = JSON.parse(String(before)) as { name: unknown };
      return typeof name === 'string' ? [name] : [];
    });
    expect(kept.join('')).toBe('é'.repeat(WITH_TEXT));
  });

  it('refuses to delete a row of 70 MB before it reads it, and says the way out', async () => {
    const shown = await previewDelete(world().anna, 'film', 'vast');
    expect(shown.json.notice.message).toBe(
      'the rows that this would delete or change hold 70,000,005 bytes, and one operation reads at most 64,000,000; choose fewer rows; a row that is larger by itself can be deleted by a program for SQLite only',
    );
  });
});

const PARTED = 1_950_000;

/** Zeros but for one byte. */
function flipped(at: number): Uint8Array {
  const bytes = new Uint8Array(PARTED);
  bytes[at] = 1;
  return bytes;
}

describeOnEngines('comparison in parts', (engine) => {
  const world = sharedWorld(() =>
    openBookOf(engine, {
      sql: [
        `CREATE TABLE film (id TEXT PRIMARY KEY, content)`,
        `INSERT INTO film VALUES ('blob', zeroblob(${PARTED}))`,
        `INSERT INTO film VALUES ('text', replace(hex(zeroblob(${PARTED / 2})), '0', 'a'))`,
      ],
    }),
  );
  const check = (id: string, value: string | Uint8Array) =>
    commitBatch(world().context.database, [
      guard(
        'row.unchanged',
        sql`SELECT count(*) FROM "film" WHERE id = ${id} AND ${isSameInParts(sql`"content"`, value)}`,
      ),
    ]);

  it('finds the same file and the same text', async () => {
    await check('blob', new Uint8Array(PARTED));
    await check('text', 'a'.repeat(PARTED));
  });

  it.each<[string, string, string | Uint8Array]>([
    ['a file with another first byte', 'blob', flipped(0)],
    ['a file with another byte in the second part', 'blob', flipped(1_900_000)],
    ['a file with another last byte', 'blob', flipped(PARTED - 1)],
    ['a file of one byte less', 'blob', new Uint8Array(PARTED - 1)],
    ['a file of one byte more', 'blob', new Uint8Array(PARTED + 1)],
    ['a text with another end', 'text', `${'a'.repeat(PARTED - 1)}b`],
    ['a file with the bytes of a text', 'text', Buffer.alloc(PARTED, 'a')],
    ['a text with the bytes of a file', 'blob', '\0'.repeat(PARTED)],
  ])('tells apart %s', async (_title, id, value) => {
    await expect(check(id, value)).rejects.toThrow(GuardError);
  });
});

describeOnEngines('rows with values of more than one part', (engine) => {
  it('are deleted when they are as they were shown', async () => {
    const book = await openBookOf(engine, { logins: { anna: 'admin' } });
    for (const text of [
      `CREATE TABLE film (id TEXT PRIMARY KEY, content, name TEXT, year INTEGER, notes TEXT)`,
      `INSERT INTO film (id, content) VALUES ('blob', zeroblob(${PARTED}))`,
      `INSERT INTO film (id, content)
        VALUES ('text', replace(hex(zeroblob(${PARTED / 2})), '0', 'a'))`,
    ]) {
      await book.context.database.prepare(text).run();
    }
    const server = await openPanels(book.context);
    const anna = await server.signIn('anna', PASSWORD);
    for (const id of ['blob', 'text']) {
      const done = await deleteRows(anna, 'film', id);
      expect(done.json.notice, done.text).toEqual({ type: 'success', message: '1 row deleted' });
    }
    expect(await book.rows('SELECT id FROM film')).toEqual([]);
  });
});
