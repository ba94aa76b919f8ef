import Sqlite from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { toStatement } from '../../../src/db/batch.js';
import { findByIndex } from '../../../src/services/lists/search-index.js';
import { openEmbedded } from '../../../src/db/engines/embedded/embedded.js';
import { createContext } from '../../../src/context.js';
import { openBook, openBookOfAnn, query, testConfig } from '../../helpers/books/book.js';
import { placeMany } from '../../helpers/books/many-wagers.js';
import { run } from '../../helpers/commands/run.js';
import {
  d1,
  describeOnD1,
  describeOnEngines,
  describeOnSqlite,
} from '../../helpers/engines/engines.js';
import { whenDone } from '../../helpers/run/shared-world.js';

/** A book with free pages and a search index, whose file no test has open any more. */
async function closedBook(engine: Parameters<typeof openBook>[0]) {
  const book = await openBookOfAnn(engine, 100);
  const { context, admin, ann } = book;
  await placeMany(context, admin, [ann], 5);
  await run(book.engine, ['search-index', 'build', 'wagers']);
  await query(context, 'CREATE TABLE ballast (text TEXT)');
  await query(context, 'INSERT INTO ballast VALUES (hex(zeroblob(400000)))');
  await query(context, 'DROP TABLE ballast');
  await book.engine.close();
  return { ...book, file: book.engine.location };
}

/** The numbers of the wagers that the search index finds. */
async function search(file: string, part: string): Promise<unknown[]> {
  const engine = openEmbedded({ file, threads: false });
  whenDone(() => engine.close());
  const context = await createContext(testConfig(), { engine });
  const wanted = { table: 'wagers', column: 'wager_number', text: part };
  const found = await findByIndex(context, wanted, { few: 10, most: 100 });
  if (found === null || found === 'many') throw new Error('the index was not used');
  const { sql: text, params } = toStatement(
    sql`SELECT wager_number AS number FROM wagers WHERE rowid IN ${found.rows} ORDER BY 1`,
  );
  const { results } = await context.database
    .prepare(text)
    .bind(...params)
    .all();
  await engine.close();
  return results.map(({ number }) => number);
}

describeOnSqlite('db vacuum', (engine) => {
  it('gives free pages back, and a search finds the same rows right after it', async () => {
    const book = await closedBook(engine);
    const before = fs.statSync(book.file).size;
    const planned = await run(book.engine, ['db', 'vacuum', '--dry-run'], { alone: true });
    expect(planned).toMatchObject({ exitCode: 0, stderr: '' });
    expect(planned.stdout).toMatch(/MB, of which 0 MB are free pages\nVACUUM needs \d+ MB in/);
    expect(fs.statSync(book.file).size).toBe(before);

    const done = await run(book.engine, ['db', 'vacuum', '--json'], { alone: true });
    expect(done.exitCode).toBe(0);
    expect(done.json).toMatchObject({ bytesBefore: before, indexed: ['wagers'] });
    expect(done.stderr).toContain('the search index of wagers was built again');
    expect(fs.statSync(book.file).size).toBeLessThan(before - 700_000);
    expect(await search(book.file, '-1003')).toEqual(['W-1003']);
    const sqlite = new Sqlite(book.file);
    const kept = sqlite.prepare(`SELECT after FROM audit_log WHERE action = 'book.vacuumed'`);
    expect(JSON.parse(String(kept.pluck().get()))).toMatchObject({ indexed: ['wagers'] });
    sqlite.close();
  });

  it('builds the index by the rows, where VACUUM has numbered them anew', async () => {
    const book = await closedBook(engine);
    // SQLite keeps the numbers of rows of a table with indexes today, and promises nothing.
    const sqlite = new Sqlite(book.file);
    const rules = sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'
      AND tbl_name = 'wagers'`);
    for (const name of rules.pluck().all()) sqlite.exec(`DROP TRIGGER "${String(name)}"`);
    sqlite.exec('UPDATE wagers SET rowid = 1000 - rowid');
    sqlite.exec(`CREATE TRIGGER search_index_wagers_update AFTER UPDATE OF wager_number ON wagers
      BEGIN SELECT 1; END`);
    sqlite.close();
    expect(await search(book.file, '-1003')).not.toEqual(['W-1003']);
    await run(book.engine, ['db', 'vacuum'], { alone: true });
    expect(await search(book.file, '-1003')).toEqual(['W-1003']);
  });

  it('refuses while a program has the file open, on a full disk, and on a damaged file', async () => {
    const book = await closedBook(engine);
    const bytes = fs.readFileSync(book.file);
    const server = openEmbedded({ file: book.file, threads: false });
    const beside = await run(book.engine, ['db', 'vacuum'], { alone: true });
    expect(beside).toMatchObject({ exitCode: 1, stdout: '' });
    expect(beside.stderr).toContain(`a program has ${book.file} open; stop the server`);
    await server.close();

    const full = vi.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: 100, bsize: 4096 } as never);
    const tight = await run(book.engine, ['db', 'vacuum'], { alone: true });
    full.mockRestore();
    expect(tight.exitCode).toBe(1);
    expect(tight.stderr).toMatch(/VACUUM needs \d+ MB free in .*, which has 0 MB; make room/);

    bytes.fill(0xff, 8192, 3 * 8192);
    fs.writeFileSync(book.file, bytes);
    const damaged = await run(book.engine, ['db', 'vacuum'], { alone: true });
    expect(damaged.exitCode).toBe(1);
    expect(damaged.stderr).toContain(`the database ${book.file} is damaged: `);
    expect(damaged.stderr).toContain('restore from a copy; nothing was changed');
    // The header says that no log is beside the file.
    expect(fs.readFileSync(book.file).subarray(100).equals(bytes.subarray(100))).toBe(true);
  });

  it('names a file that does not exist', async () => {
    const book = await closedBook(engine);
    const file = path.join(path.dirname(book.file), 'other.db');
    const env = { DATABASE_URL: `file:${file}` };
    const away = await run(book.engine, ['db', 'vacuum'], { env });
    expect(away).toMatchObject({ exitCode: 1 });
    expect(away.stderr).toContain(`no such file: ${file}; DATABASE_URL names the file`);
    expect(fs.existsSync(file)).toBe(false);
  });
});

describeOnEngines('db analyze and db optimize', (engine) => {
  it('gather statistics beside other work, and keep their results', async () => {
    const book = await openBookOfAnn(engine, 100);
    const analysed = await run(book.engine, ['db', 'analyze', '--json']);
    expect(analysed).toMatchObject({ exitCode: 0 });
    expect(analysed.stderr).toMatch(/statistics of \d+ tables gathered in/);
    const [found] = await query<{ n: number }>(
      book.context,
      `SELECT count(*) AS n FROM sqlite_stat1 WHERE idx = 'idx_customers_agent_id'`,
    );
    expect(found).toEqual({ n: 1 });
    await run(book.engine, ['db', 'optimize']);
    const idle = await run(book.engine, ['db', 'optimize']);
    expect(idle.stderr).toContain('no table has changed enough');
    await placeMany(book.context, book.admin, [book.ann], 60);
    await query(
      book.context,
      `INSERT INTO customers (id, agent_id, name, email)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
        SELECT 'c' || i, '${book.agentId}', 'Bob', 'email-' || i FROM n`,
    );
    const changed = await run(book.engine, ['db', 'optimize', '--json']);
    expect((changed.json as { analysed: string[] }).analysed).toContain('customers');
    const kept = await query<{ action: string }>(
      book.context,
      `SELECT DISTINCT action FROM audit_log WHERE table_name = 'book' ORDER BY action`,
    );
    expect(kept.map(({ action }) => action)).toEqual(['book.analyzed', 'book.optimized']);
    const spanish = await run(book.engine, ['db', 'optimize'], { language: 'es' });
    expect(spanish.stderr).toContain('ninguna tabla ha cambiado lo suficiente');
  });
});

describeOnEngines('db sizes and db plans', (engine) => {
  it('show rows, exact or estimated, and the plans of the busiest queries', async () => {
    const book = await openBookOfAnn(engine, 100);
    const sizes = await run(book.engine, ['db', 'sizes', '--json']);
    const { objects, file } = sizes.json as {
      objects: { name: string; rows: number; bytes: number | null; isEstimate: boolean }[];
      file: { bytes: number } | null;
    };
    const customers = objects.find(({ name }) => name === 'customers');
    expect(customers).toMatchObject({ rows: 1, isEstimate: false });
    expect(file === null).toBe(engine.name === 'd1');
    if (file) {
      const sum = objects.reduce((total, { bytes }) => total + (bytes ?? 0), 0);
      expect(sum).toBeGreaterThan(file.bytes / 2);
      expect(objects.some(({ name }) => name === 'idx_wagers_newest')).toBe(true);
    } else {
      expect(customers?.bytes).toBeNull();
      await run(book.engine, ['db', 'analyze']);
      const estimated = await run(book.engine, ['db', 'sizes']);
      expect(estimated.stdout).toMatch(/customers +1 {2}estimate of the last ANALYZE/);
      expect(estimated.stderr).toContain('npx wrangler d1 info');
    }
    const plans = await run(book.engine, ['db', 'plans']);
    expect(plans).toMatchObject({ exitCode: 0 });
    expect(plans.stdout).toMatch(/the newest wagers +SCAN wagers USING INDEX idx_wagers_newest/);
    expect(plans.stderr).toContain('no query of this list walks through a whole table');
  });
});

describeOnD1('db vacuum on D1', () => {
  it('says that D1 refuses it', async () => {
    const { engine } = await openBook(d1);
    const env = { DATABASE_URL: 'd1+https://gateway.example', D1_TOKEN: 'x'.repeat(32) };
    const refused = await run(engine, ['db', 'vacuum'], { env });
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('D1 does not allow VACUUM; Cloudflare keeps the file');
  });
});
