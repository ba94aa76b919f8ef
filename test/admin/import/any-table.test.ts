import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { checkAndImport, countsOf, importFile } from '../../helpers/panels/table-imports.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { auditOf, openWith } from '../tables/generated.js';

/** Imports into tables that no resource file declares. */

const sql = [
  `CREATE TABLE maker (id INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT COLLATE NOCASE UNIQUE)`,
  `INSERT INTO maker VALUES (1, 'Smith', 'SM'), (2, 'Jones', 'JO'), (3, 'Jones', 'J2')`,
  `CREATE TABLE tool (id INTEGER PRIMARY KEY, name TEXT NOT NULL, serial TEXT UNIQUE, maker INTEGER REFERENCES maker,
    bought_at DATETIME, checked_on DATE, size REAL, amount INTEGER, loose, is_sold INTEGER NOT NULL DEFAULT 1 CHECK (is_sold IN (0, 1)),
    state TEXT DEFAULT 'fresh' CHECK (state IN ('fresh', 'worn')), note TEXT, price DECIMAL(10,2), twice INTEGER AS (amount * 2), extra TEXT CHECK (json_valid(extra)))`,
  `INSERT INTO tool (id, name, serial, maker, bought_at, checked_on, size, amount, loose, is_sold, state, note, price, extra) VALUES
    (1, 'Saw', 's-1', 1, '2024-05-06T07:08:09.250+02:00', '2024-05-06', 0.1, 9007199254740993, '007', 0, NULL, '', 12.5, '{"a": 1}'),
    (2, ' Axe ', 's-2', NULL, NULL, NULL, 1e300, 5, x'ff', 1, 'worn', '=a' || char(13) || char(10) || 'b', 3, NULL),
    (3, '''=x', NULL, 3, '2024-11-03T05:30:00.000+00:00', '2023-01-02', 0.30000000000000004, -7, 12, 1, 'fresh', '_x0041_', 0.1, '[]')`,
  `CREATE TRIGGER tool_guard BEFORE INSERT ON tool WHEN NEW.name = 'Bomb' BEGIN SELECT RAISE(ABORT, 'bombs are no tools'); END`,
  `CREATE TRIGGER tool_ignore BEFORE INSERT ON tool WHEN NEW.name = 'Ghost' BEGIN SELECT RAISE(IGNORE); END`,
  `CREATE TRIGGER tool_update BEFORE UPDATE OF name ON tool WHEN NEW.name = 'Bomb' BEGIN SELECT RAISE(ABORT, 'bombs are no tools'); END`,
  `CREATE TABLE part (tool INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT, PRIMARY KEY (tool, number)) WITHOUT ROWID`,
  `INSERT INTO part VALUES (1, 1, 'blade'), (1, 2, 'handle')`,
  `CREATE TABLE photo (id INTEGER PRIMARY KEY, title TEXT, content BLOB NOT NULL)`,
  `INSERT INTO photo VALUES (1, 'Old', x'00')`,
];

describeOnEngines('an import into an added table', (engine) => {
  const world = sharedWorld(() => openWith(engine, sql));

  it.each(['csv', 'xlsx'] as const)('takes its own export as %s for unchanged', async (format) => {
    const { anna, book } = world();
    for (const table of ['tool', 'part', 'maker', 'photo']) {
      const exported = await anna.get(`/api/resources/${table}/actions/export?format=${format}`);
      expect(exported.status, exported.text).toBe(200);
      const { bytes } = exported;
      const before = await book.rows(`SELECT * FROM ${table}`);
      const reply = await importFile(anna, table, bytes, { step: 'check', way: 'update' });
      expect(reply.problem, table).toBeUndefined();
      expect(
        reply.checked?.lines.filter(({ effect }) => effect !== 'unchanged'),
        table,
      ).toEqual([]);
      expect(countsOf(reply.checked), table).toEqual([0, 0, before.length, 0]);
    }
  });

  it('adds, changes and leaves rows in one file, with an audit row of each change', async () => {
    const { anna, book } = await openWith(engine, sql);
    const csv = `Id;Name;Serial;Maker;Amount;State\n1;Saw;s-1;Smith;6;\n;New;s-9;jo;8;worn\n2;;;;;\n70;Given;;;;\n`;
    const { check, commit } = await checkAndImport(anna, 'tool', csv, { way: 'both' });
    expect(check.checked?.lines).toMatchObject([
      { line: 2, effect: 'Amount: 9007199254740993 → 6' },
      { line: 3, effect: 'new' },
      { line: 4, effect: 'unchanged' },
      { line: 5, effect: 'new' },
    ]);
    expect(countsOf(check.checked)).toEqual([2, 1, 1, 0]);
    expect(await book.rows(`SELECT 1 FROM tool WHERE name = 'New'`)).toEqual([]);
    const first = await commit();
    expect(first.problem).toBeUndefined();
    expect(countsOf(first.imported)).toEqual([2, 1, 1, 0]);
    const again = await commit();
    expect([again.imported?.repeated, ...countsOf(again.imported)]).toEqual([true, 2, 1, 1, 0]);
    expect(
      await book.rows(`SELECT id, name, serial, maker, amount, state FROM tool WHERE id NOT IN (2, 3) ORDER BY id`), // prettier-ignore
    ).toEqual([
      { id: 1, name: 'Saw', serial: 's-1', maker: 1, amount: 6, state: null },
      { id: 4, name: 'New', serial: 's-9', maker: 2, amount: 8, state: 'worn' },
      { id: 70, name: 'Given', serial: null, maker: null, amount: null, state: 'fresh' },
    ]);
    const audit = await auditOf(book, 'tool');
    expect(audit.map(([action, id]) => [action, id])).toEqual([
      ['tool.edited', '1'],
      ['tool.created', '4'],
      ['tool.created', '70'],
    ]);
    expect(JSON.parse(String(audit[0]?.[2]))).toEqual({ amount: '9007199254740993' });
    expect(JSON.parse(String(audit[0]?.[3]))).toEqual({ amount: 6 });
  });

  it('names each row that a constraint, a trigger or the file itself refuses', async () => {
    const { anna, book } = await openWith(engine, sql);
    const csv = `id,name,serial,maker,is_sold,price
,Good 1,g-1,1,yes,1.25
,Bomb,b-1,,,
,Ghost,b-2,,,
,Twin,s-1,,,
1,Taken,,,,
,Lost,,99,,
,Two,,Jones,,
,Maybe,,,perhaps,
,Long,,,,1.234
,Good 2,g-1,,,
,Good 3,g-3,SM,no,2
`;
    const { check, commit } = await checkAndImport(anna, 'tool', csv, { way: 'add' });
    const problems = check.checked?.lines.map(({ line, problem }) => [line, problem]);
    expect(problems).toEqual([
      [3, 'bombs are no tools'],
      [4, 'a trigger of the database ignores the row'],
      [5, 'Serial: is already taken'],
      [6, 'ID: is already taken'],
      [7, 'Maker: matches no row'],
      [8, 'Maker: is the name of more than one row: give its code or id'],
      [9, expect.stringMatching(/^Is sold: /)],
      [10, expect.stringMatching(/^Price: /)],
      [11, 'Serial: is already in line 2'],
      [2, ''],
      [12, ''],
    ]);
    const { imported } = await commit();
    expect(countsOf(imported)).toEqual([2, 0, 0, 9]);
    expect(imported?.lines.map(({ line, problem }) => [line, problem])).toEqual(problems);
    expect(await book.rows(`SELECT name, maker, is_sold FROM tool WHERE id > 3`)).toEqual([
      { name: 'Good 1', maker: 1, is_sold: 1 },
      { name: 'Good 3', maker: 1, is_sold: 0 },
    ]);
    const corrected = (imported?.errorFile ?? '').replace(',Bomb,', ',Saw 2,');
    const second = await checkAndImport(anna, 'tool', corrected, { way: 'add' });
    expect(countsOf(second.check.checked)).toEqual([1, 0, 0, 8]);
  });

  it('refuses all rows together, naming the one that the database refuses', async () => {
    const { anna, book } = await openWith(engine, sql);
    const csv = 'id,name\n1,Fine\n2,Bomb\n';
    const order = { way: 'update', mode: 'all' } as const;
    const { check, commit } = await checkAndImport(anna, 'tool', csv, order);
    expect(countsOf(check.checked)).toEqual([0, 1, 0, 1]);
    expect((await commit()).problem).toBe(
      'nothing was imported: the file has 1 wrong row; the first is in line 3: bombs are no tools',
    );
    expect(await book.rows(`SELECT name FROM tool WHERE id = 1`)).toEqual([{ name: 'Saw' }]);
  });

  it('refuses rows that somebody else changed, added or deleted since the check', async () => {
    const { anna, book } = await openWith(engine, sql);
    const csv = 'Code,Name\nSM,Smithson\nJO,Johnson\nJ2,Jonas\nNEW,Newman\n';
    const { check, commit } = await checkAndImport(anna, 'maker', csv, { way: 'both' });
    expect([check.key, ...countsOf(check.checked)]).toEqual(['code', 1, 3, 0, 0]);
    await book.rows(`UPDATE maker SET name = 'Smythe' WHERE id = 1`);
    await book.rows(`DELETE FROM maker WHERE id = 2`);
    await book.rows(`INSERT INTO maker VALUES (9, 'Other', 'new')`);
    const { imported } = await commit();
    expect(countsOf(imported)).toEqual([0, 1, 0, 3]);
    const said = 'the row was changed by somebody else since the check: check the file again';
    expect(imported?.lines.map(({ line, problem }) => [line, problem])).toEqual([
      [2, said],
      [3, said],
      [5, said],
      [4, ''],
    ]);
    expect(await book.rows(`SELECT name FROM maker ORDER BY id`)).toEqual([
      { name: 'Smythe' },
      { name: 'Jonas' },
      { name: 'Other' },
    ]);
  });

  it('finds rows by every key that they have, and refuses two lines about one row', async () => {
    const { anna } = world();
    const parts = 'Tool,Number,Name\n1,1,edge\n1,2,handle\n1,1,again\n2,1,none\n,1,blank\n';
    const { checked } = await importFile(anna, 'part', parts, { step: 'check', way: 'update' });
    expect(checked?.lines.map(({ line, problem, effect }) => [line, problem || effect])).toEqual([
      [4, 'Tool: is already in line 2'],
      [5, 'no row has this key'],
      [6, 'the row has no value in the key'],
      [2, 'Name: blade → edge'],
      [3, 'unchanged'],
    ]);
    const cased = 'Code,Name\nsm,A\nSM,B\n';
    const reply = await importFile(anna, 'maker', cased, { step: 'check', way: 'update' });
    expect(reply.checked?.lines[0]?.problem).toBe('line 2 is about the same row');
    const none = await importFile(anna, 'maker', 'Name\nA\n', { step: 'check', way: 'update' });
    expect(none.problem).toMatch(/needs the columns of a key: ID or Code/);
  });

  it('writes rows of a table without rowids', async () => {
    const { anna, book } = await openWith(engine, sql);
    const csv = 'Tool,Number,Name\n1,1,edge\n2,1,shaft\n2,2,\n';
    const { commit } = await checkAndImport(anna, 'part', csv, { way: 'both' });
    expect(countsOf((await commit()).imported)).toEqual([2, 1, 0, 0]);
    expect(await book.rows('SELECT name FROM part')).toEqual(
      ['edge', 'handle', 'shaft', null].map((name) => ({ name })),
    );
  });

  it('says why a table with required files takes no new rows, and changes its rows', async () => {
    const { anna, book } = await openWith(engine, sql);
    const csv = 'Id,Title\n1,New\n2,Other\n';
    const { check, commit } = await checkAndImport(anna, 'photo', csv, {});
    expect(check.ways).toEqual(['update']);
    expect(check.noNewRows).toMatch(/Content needs a file in each/);
    expect(countsOf(check.checked)).toEqual([0, 1, 0, 1]);
    await commit();
    expect(await book.rows('SELECT id, title FROM photo')).toEqual([{ id: 1, title: 'New' }]);
    const forced = await importFile(anna, 'photo', csv, { step: 'check', way: 'add' });
    expect(forced.problem).toBe('rows cannot be imported in this way');
  });

  it('reads a flag as exports write it and as Spanish says it', async () => {
    const { anna, book } = await openWith(engine, sql);
    const flags = ['yes', 'No', 'sí', 'SI', 's\u0069\u0301', 'true', '0'];
    const csv = `name,is_sold\n${flags.map((flag) => `${flag},${flag}\n`).join('')}`;
    const { commit } = await checkAndImport(anna, 'tool', csv, { way: 'add' });
    expect((await commit()).problem).toBeUndefined();
    const stored = await book.rows('SELECT is_sold FROM tool WHERE id > 3 ORDER BY id');
    expect(stored.map(({ is_sold: flag }) => flag)).toEqual([1, 0, 1, 1, 1, 1, 0]);
  });

  it('says changes of flags and choices in words, and of numbers exactly', async () => {
    const { anna } = world();
    const csv = 'Id;Is sold;State;Size;Note\n1;yes;worn;0.30000000000000004;new\n';
    const { checked } = await importFile(anna, 'tool', csv, { step: 'check', way: 'update' });
    expect(checked?.lines[0]?.effect).toBe(
      'Size: 0.1 → 0.30000000000000004; Is sold: no → yes; State: (no value) → Worn; Note: (empty text) → new',
    );
  });

  it('calls a row without its title by its first cell', async () => {
    const { anna } = world();
    const csv = 'Serial;Name;Amount\ns-1;;6\n';
    const { checked } = await importFile(anna, 'tool', csv, { step: 'check', way: 'update' });
    expect(checked?.lines[0]).toMatchObject({
      label: 's-1',
      effect: 'Amount: 9007199254740993 → 6',
    });
  });

  it('refuses to write stored rows without what a check saw', async () => {
    const { anna } = world();
    const order = { step: 'commit', way: 'update', mode: 'good', operationId: 'import-x' } as const;
    const { problem } = await importFile(anna, 'maker', 'Id,Name\n1,A\n', order);
    expect(problem).toBe('check the file before you import it');
  });
});
