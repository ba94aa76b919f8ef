import { describe, expect, it, vi } from 'vitest';
import type { D1Database } from '../../../src/db/types.js';
import { describeOnEngines, embedded } from '../../helpers/engines/engines.js';
import { ask, customersCsv, openImport, send } from '../../helpers/panels/imports.js';
import { countsOf, importFile } from '../../helpers/panels/table-imports.js';
import { openWith } from '../tables/generated.js';

/** Imports read and write their file a piece at a time. */

const headers = 'name,agent,email,phone,betting limit\n';
/** Long enough for a busy machine: the awaited event always comes. */
const PATIENT = { timeout: 30_000 };
const made = `SELECT count(*) AS n FROM customers WHERE email LIKE '%@x.test'`;

describeOnEngines('an import of several pieces', (engine) => {
  it('finds values that stand thousands of lines before, and names known from there', async () => {
    const { ada } = await openImport(engine);
    const rows = customersCsv(2_500).split('\n');
    rows[2_400] = 'Ann,a1,customer0@x.test,,';
    rows[2_450] = `Bob,nowhere,${'b'.repeat(300)}@x.test,,`;
    rows[2_460] = `Cid,Agent a2,${'b'.repeat(300)}@x.test,,`;
    const { checked } = await ask(ada, { step: 'check', csv: rows.join('\n') });
    expect([checked?.good, checked?.bad]).toEqual([2_497, 3]);
    expect(checked?.lines.slice(0, 3)).toMatchObject([
      { line: 2_401, label: 'Ann', problem: 'Email: is already in line 2' },
      { line: 2_451, label: 'Bob', problem: 'Agent: matches no row' },
      { line: 2_461, label: 'Cid', problem: 'Email: is already in line 2451' },
    ]);
  });

  it('writes the good rows chunk by chunk, and a repeat writes nothing', async () => {
    const { ada, rows } = await openImport(engine);
    const lines = customersCsv(1_200).split('\n');
    lines[600] = 'Ann,a1,taken@customers.test,,';
    lines[1_150] = 'Bob,a1,customer3@x.test,,';
    const order = {
      step: 'commit',
      mode: 'good',
      csv: lines.join('\n'),
      operationId: 'large-0001',
    };
    for (const repeated of [false, true]) {
      const { imported } = await ask(ada, order);
      expect(imported).toMatchObject({ good: 1_198, bad: 2, errorRows: 2, repeated });
      expect(imported?.errorFile?.split('\r\n').slice(1, 3)).toEqual([
        'Ann,a1,taken@customers.test,,,Email: is already taken',
        'Bob,a1,customer3@x.test,,,"Email: is already in line 5; Email: is already taken"',
      ]);
      expect(await rows(made)).toEqual([{ n: 1_198 }]);
    }
    const written = await rows(`SELECT id FROM operations ORDER BY id`);
    expect(written.map(({ id }) => id)).toEqual(['large-0001.0', 'large-0001.1', 'large-0001.2']);
  });
});

describeOnEngines('a long file whose last row is wrong', (engine) => {
  const tables = [
    `CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT NOT NULL, serial TEXT UNIQUE)`,
    `CREATE TRIGGER tool_guard BEFORE INSERT ON tool WHEN NEW.name = 'Tool 2500'
      BEGIN SELECT RAISE(ABORT, 'this tool is stolen'); END`,
  ];

  it('all or nothing names the row and writes nothing, and the good rows leave it out', async () => {
    const { anna, book } = await openWith(engine, tables);
    const lines = Array.from({ length: 2_500 }, (_, at) => `Tool ${at + 1},s-${at + 1}\n`);
    const csv = `name,serial\n${lines.join('')}`;
    const commit = (mode: 'all' | 'good') =>
      importFile(anna, 'tool', csv, { step: 'commit', mode, operationId: `last-row-${mode}` });
    expect((await commit('all')).problem).toBe(
      'nothing was imported: the file has 1 wrong row; the first is in line 2501: this tool is stolen',
    );
    expect(await book.rows('SELECT 1 FROM tool')).toEqual([]);
    const { imported } = await commit('good');
    expect(countsOf(imported)).toEqual([2_499, 0, 0, 1]);
    expect(imported?.errorFile).toBe(
      '\uFEFFname,serial,Problem\r\nTool 2500,s-2500,this tool is stolen\r\n',
    );
    expect(await book.rows('SELECT count(*) AS n FROM tool')).toEqual([{ n: 2_499 }]);
  });
});

describeOnEngines('an import that stopped in the middle', (engine) => {
  const tables = [
    `CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT, CHECK (name <> 'Bad'))`,
    `CREATE TRIGGER stop BEFORE INSERT ON operations WHEN NEW.id LIKE 'import-%.2'
      BEGIN SELECT RAISE(ABORT, 'no more'); END`,
  ];
  const names = Array.from({ length: 1_200 }, (_, at) => (at === 7 || at === 1_100 ? 'Bad' : `T${at}`)); // prettier-ignore
  const csv = `name\n${names.join('\n')}\n`;

  it('continues with the rows that are not written, and imports the file again when it is asked to', async () => {
    const { anna, book } = await openWith(engine, tables);
    const count = () => book.rows('SELECT count(*) AS n, count(DISTINCT name) AS d FROM tool');
    const check = async (again?: 'yes') =>
      importFile(anna, 'tool', csv, { step: 'check', ...(again ? { again } : {}) });
    const commit = (operationId = '') =>
      importFile(anna, 'tool', csv, { step: 'commit', mode: 'good', operationId });
    const first = await check();
    expect([first.earlier, ...countsOf(first.checked)]).toEqual([undefined, 1_198, 0, 0, 2]);
    expect((await commit(first.operationId)).problem).toMatch(/no more/);
    expect(await count()).toEqual([{ n: 999, d: 999 }]);

    await book.rows('DROP TRIGGER stop');
    const second = await check();
    expect(second.operationId).toBe(first.operationId);
    expect(second.earlier).toMatch(/ and wrote 999 rows; /);
    expect([second.checked?.written, ...countsOf(second.checked)]).toEqual([999, 199, 0, 0, 2]);
    const { imported } = await commit(second.operationId);
    expect([imported?.repeated, imported?.written]).toEqual([false, 999]);
    expect(countsOf(imported)).toEqual([1_198, 0, 0, 2]);
    expect(imported?.errorFile?.match(/Bad/g)).toHaveLength(2);
    expect(await count()).toEqual([{ n: 1_198, d: 1_198 }]);

    const third = await check();
    expect([third.checked?.written, ...countsOf(third.checked)]).toEqual([1_198, 0, 0, 0, 2]);
    const again = await check('yes');
    expect([again.earlier, ...countsOf(again.checked)]).toEqual([undefined, 1_198, 0, 0, 2]);
    expect(again.operationId).not.toBe(first.operationId);
    await commit(again.operationId);
    expect(await count()).toEqual([{ n: 2_396, d: 1_198 }]);
    expect((await check()).operationId).toBe(again.operationId);
  });
});

describe('large files', () => {
  it('a repeat of very many rows is not refused because they are taken by then', async () => {
    const { anna } = await openWith(embedded, [
      `CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT UNIQUE)`,
    ]);
    const long = 'x'.repeat(300);
    const lines = Array.from({ length: 9_900 }, (_, at) => `${at} ${long}\n`);
    const csv = `name\n${lines.join('')}`;
    const order = { step: 'commit', mode: 'good', operationId: 'repeat-0001' } as const;
    for (const repeated of [false, true]) {
      const { imported, problem } = await importFile(anna, 'tool', csv, order);
      expect([problem, imported?.repeated, imported?.good]).toEqual([undefined, repeated, 9_900]);
    }
  });

  it('an import of all rows or none counts as one, whatever its number of rows', async () => {
    const { anna } = await openWith(embedded, [
      'CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT)',
    ]);
    const csv = `name\n${'Saw\n'.repeat(1_200)}`;
    const { operationId = '' } = await importFile(anna, 'tool', csv, { step: 'check' });
    const order = { step: 'commit', mode: 'all', operationId } as const;
    expect((await importFile(anna, 'tool', csv, order)).imported?.good).toBe(1_200);
    const { checked, earlier } = await importFile(anna, 'tool', csv, { step: 'check' });
    expect([earlier, checked?.written, checked?.added]).toEqual([
      expect.stringMatching(/ and wrote 1,200 rows; /),
      1_200,
      0,
    ]);
    const good = await importFile(anna, 'tool', csv, { ...order, mode: 'good' });
    expect(good.problem).toMatch(/used for another request before/);
  });

  it('a file that no batch holds is refused for its wrong rows first, then for its size', async () => {
    const { anna, book } = await openWith(embedded, [
      `CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''))`,
    ]);
    const csv = `name\n${'Saw\n'.repeat(10_001)}`;
    const order = { step: 'commit', mode: 'all', operationId: 'long-0001' } as const;
    expect((await importFile(anna, 'tool', csv, order)).problem).toBe(
      'all or nothing takes at most 10,000 rows; import the good rows only, or split the file',
    );
    const { problem } = await importFile(anna, 'tool', `${csv}a,b\n`, order);
    expect(problem).toMatch(/^nothing was imported: the file has 1 wrong row; .* in line 10003: /);
    expect(await book.rows('SELECT 1 FROM tool')).toEqual([]);
  });

  it('a large file that cannot be read to its end writes none of its rows', async () => {
    const { ada, rows } = await openImport(embedded);
    const order = { step: 'commit', mode: 'good', operationId: 'large-0002' };
    const csv = `${customersCsv(3_000)}Zoe,a1,"zoe@x.test,,\n`;
    expect((await ask(ada, { ...order, csv })).problem).toMatch(/quote is left open.*line 3002/);
    expect(await rows(made)).toEqual([{ n: 0 }]);
  });

  it('a large file with more wrong rows than are given back says how many, and imports nothing', async () => {
    const { ada, rows } = await openImport(embedded);
    const wrong = (index: number) =>
      `${'long name '.repeat(90)}${index},nowhere,w${index}@x.test,,\n`;
    const csv = `${headers}Ann,a1,ann@x.test,,\n${Array.from({ length: 4_000 }, (_, index) => wrong(index)).join('')}`;
    const { checked } = await ask(ada, { step: 'check', csv });
    expect([checked?.good, checked?.bad]).toEqual([1, 4_000]);
    const { errorFile = '', errorRows = 0 } = checked ?? {};
    expect(errorFile.length).toBeLessThan(3_100_000);
    expect(errorRows).toBeGreaterThan(2_000);
    expect(errorFile.trimEnd().split('\r\n')).toHaveLength(1 + errorRows);
    const order = { step: 'commit', mode: 'good', csv, operationId: 'large-0003' };
    expect((await ask(ada, order)).problem).toMatch(/too many rows are wrong to give them back/);
    expect(await rows(made)).toEqual([{ n: 0 }]);
  });
});

/** Reads that wait until the test lets them go. */
function heldReads() {
  let release: () => void = () => undefined;
  let arrive: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const reads = { count: 0 };
  const hold = (database: D1Database): D1Database =>
    ({
      prepare: (sql: string) => database.prepare(sql),
      batch: async <Row>(statements: Parameters<D1Database['batch']>[0]) => {
        reads.count += 1;
        arrive();
        await released;
        return database.batch<Row>(statements);
      },
    }) as unknown as D1Database;
  return { hold, release, arrived, reads };
}

async function openHeldImport() {
  const held = heldReads();
  const book = await openImport(embedded, (context) => ({
    ...context,
    engine: { ...context.engine, longReads: held.hold(context.engine.longReads) },
  }));
  return { ...book, held };
}

describe('simultaneous imports', () => {
  it('a second import of one login is refused until the first has ended', async () => {
    const { ada, held } = await openHeldImport();
    const order = { step: 'check', csv: customersCsv(3) };
    const first = ask(ada, order);
    await held.arrived;
    for (const { status, json } of await Promise.all(
      Array.from({ length: 8 }, () => send(ada, order)),
    )) {
      expect([status, json.message]).toEqual([
        429,
        'the server is still working on another file of this login; try again in 10 seconds',
      ]);
    }
    held.release();
    expect((await first).checked?.good).toBe(3);
    expect((await ask(ada, order)).checked?.good).toBe(3);
  });

  it('an import ends with its piece when its browser has left', async () => {
    const { ada, held, log } = await openHeldImport();
    const leaving = new AbortController();
    const order = { step: 'check', csv: customersCsv(9_000) };
    const first = send(ada, order, leaving.signal);
    await held.arrived;
    leaving.abort();
    await expect(first).rejects.toThrow(/abort/);
    const left = expect.objectContaining({ aborted: true }) as unknown;
    await vi.waitFor(() => expect(log).toContainEqual(left), PATIENT);
    held.release();
    const small = { step: 'check', csv: customersCsv(3) };
    await vi.waitFor(async () => expect((await send(ada, small)).status).toBe(200), PATIENT);
    expect(held.reads.count).toBe(2);
    expect(log.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });
});
