import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { commitBatch } from '../../../../src/db/batch.js';
import { openEmbedded } from '../../../../src/db/engines/embedded/embedded.js';
import { type DatabaseError, MachineError, toDatabaseError } from '../../../../src/db/errors.js';
import type { Engine } from '../../../../src/db/types.js';
import { leafPagesOf, overwritePages } from '../../../helpers/books/damage.js';
import { temporaryFolder } from '../../../helpers/engines/engines.js';

const plain = (sql: string) => ({ sql, params: [] });
const RESTORE = /npm run cli -- restore \(docs\/recovery\.md\)$/;

interface Opened extends Engine {
  failures: DatabaseError[];
}

function open(file: string): Opened {
  const failures: DatabaseError[] = [];
  const engine = openEmbedded({ file, threads: false, onFailure: (one) => failures.push(one) });
  onTestFinished(() => engine.close());
  return { ...engine, failures };
}

/** Makes a database with a table of several pages and a small one. */
async function filledFile(): Promise<string> {
  const file = path.join(temporaryFolder(), 'test.db');
  fs.copyFileSync(inject('migratedDatabase'), file);
  const engine = openEmbedded({ file, threads: false });
  await commitBatch(engine.database, [
    plain('CREATE TABLE large (a INTEGER PRIMARY KEY, b TEXT)'),
    plain('CREATE TABLE small (a INTEGER PRIMARY KEY)'),
    plain(`WITH n (a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n WHERE a < 500)
      INSERT INTO large SELECT a, hex(zeroblob(100)) FROM n`),
    plain('INSERT INTO small VALUES (7)'),
  ]);
  await engine.close();
  return file;
}

describe('a database with overwritten pages', () => {
  it('is read where it is sound, and is not written any more', async () => {
    const file = await filledFile();
    overwritePages(file, leafPagesOf(file, 'large').slice(2, 5));
    const { database, damage, failures } = open(file);
    await database.prepare('INSERT INTO small VALUES (8)').run();
    expect(damage()).toBeNull();
    const failed: unknown = await database
      .prepare('SELECT sum(length(b)) AS sum FROM large')
      .first()
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(MachineError);
    expect(failed).toMatchObject({
      code: 'unavailable',
      fault: 'damaged',
      sqliteCode: 'SQLITE_CORRUPT',
      message: 'the database is damaged',
      hint: expect.stringMatching(RESTORE) as string,
    });
    expect(await database.prepare('SELECT count(*) AS n FROM small').first('n')).toBe(2);
    const refused = database.prepare('INSERT INTO small VALUES (9)').run();
    await expect(refused).rejects.toMatchObject({
      message: 'the database was found damaged, so nothing is written any more',
      hint: expect.stringMatching(RESTORE) as string,
    });
    expect(damage()?.code).toBe('unavailable');
    expect(failures).toHaveLength(1);
  });

  it('names the way out at start when the first page is lost', async () => {
    const file = await filledFile();
    overwritePages(file, [1]);
    expect(() => open(file)).toThrow(
      expect.objectContaining({
        code: 'configuration',
        text: expect.stringMatching(
          /is not a SQLite database; put the right file .* restore/,
        ) as string,
      }) as Error,
    );
  });
});

describe('a database that cannot grow', () => {
  it('says that the disk is full, changes nothing, and writes again when there is room', async () => {
    const { database, damage } = open(await filledFile());
    const grow = plain('INSERT INTO large SELECT a + 1000, b FROM large');
    const full = commitBatch(database, [
      plain('INSERT INTO small VALUES (8)'),
      plain('PRAGMA max_page_count = 1'),
      grow,
    ]);
    await expect(full).rejects.toMatchObject({
      code: 'unavailable',
      fault: 'full',
      message: 'the database or its disk is full',
      hint: 'nothing was changed; free room on the disk of the database, then try again',
    });
    expect(await database.prepare('SELECT count(*) AS n FROM small').first('n')).toBe(1);
    expect(damage()).toBeNull();
    await commitBatch(database, [plain('PRAGMA max_page_count = 100000'), grow]);
    expect(await database.prepare('SELECT count(*) AS n FROM large').first('n')).toBe(1000);
  });
});

describe('toDatabaseError', () => {
  const cases: [string, string, RegExp, RegExp][] = [
    ['SQLITE_CORRUPT_INDEX', 'damaged', /the database is damaged/, RESTORE],
    ['SQLITE_NOTADB', 'not_database', /does not begin like a SQLite database/, RESTORE],
    ['SQLITE_IOERR_READ', 'disk_failed', /disk .* failed \(SQLITE_IOERR_READ\)/, RESTORE],
    ['SQLITE_FULL', 'full', /disk is full/, /free room/],
    ['SQLITE_READONLY_DIRECTORY', 'read_only', /is read-only/, /let the user of the server write/],
    ['SQLITE_CANTOPEN_ISDIR', 'cannot_open', /cannot be opened/, /read and write the file/],
  ];

  it.each(cases)('gives %s a message with its way out', (code, fault, said, hint) => {
    const error = toDatabaseError('some words', Object.assign(new Error('words'), { code }));
    expect(error).toBeInstanceOf(MachineError);
    expect(error).toMatchObject({ code: 'unavailable', fault, sqliteCode: code });
    expect(error.message).toMatch(said);
    expect(error.hint).toMatch(hint);
  });

  it('leaves the outcome open when a commit could not be forced to the disk', () => {
    const code = 'SQLITE_IOERR_FSYNC';
    const error = toDatabaseError('disk I/O error', Object.assign(new Error('x'), { code }));
    expect(error).toMatchObject({ code: 'unknown_outcome', fault: 'disk_failed' });
  });

  it('sends the operator of D1 to Cloudflare', () => {
    const error = toDatabaseError('D1_ERROR: database disk image is malformed: SQLITE_CORRUPT');
    expect(error).toMatchObject({ fault: 'damaged' });
    expect(error.hint).toMatch(/Time Travel/);
  });

  it('calls a virtual table that cannot be read no damage', () => {
    const code = 'SQLITE_CORRUPT_VTAB';
    const error = toDatabaseError(
      'database disk image is malformed',
      Object.assign(new Error('x'), { code }),
    );
    expect(error).not.toBeInstanceOf(MachineError);
  });
});
