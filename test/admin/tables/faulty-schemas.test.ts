import { expect, it } from 'vitest';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { auditOf, openWith } from './generated.js';
import { exportOf, listOf } from './lists-of-tables.js';

/**
 * A fault of the schema is named on its own table, with the way out: no answer is a 503, no export
 * stops in the middle, and no other table suffers.
 */

const broken: string[] = [
  `CREATE TABLE doc (id INTEGER PRIMARY KEY, body TEXT, extra TEXT)`,
  `INSERT INTO doc WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
    SELECT i, 'text ' || i, iif(i = 200, '{bad', '{"a":' || i || '}') FROM n`,
  `CREATE VIEW parsed AS SELECT id, body, json_extract(extra, '$.a') AS a FROM doc`,
  `CREATE VIEW doubled AS SELECT id, abs(-9223372036854775807 - (id = 150)) AS n FROM doc`,
  `CREATE VIEW on_gone AS SELECT * FROM gone`,
  `CREATE VIEW on_column AS SELECT id, lost_word FROM doc`,
  `CREATE VIEW written AS SELECT id, body FROM doc`,
  `CREATE TRIGGER written_insert INSTEAD OF INSERT ON written
    BEGIN INSERT INTO doc (body) VALUES (NEW.body); END`,
  `CREATE VIRTUAL TABLE note_search USING fts5 (body)`,
  `INSERT INTO note_search (body) VALUES ('one two')`,
  `CREATE VIRTUAL TABLE bare_search USING fts5 (body, content='')`,
  `INSERT INTO bare_search (rowid, body) VALUES (7, 'one two')`,
  `CREATE VIRTUAL TABLE doc_search USING fts5 (body, content='doc', content_rowid='id')`,
  `INSERT INTO doc_search (doc_search) VALUES ('rebuild')`,
  `CREATE VIRTUAL TABLE lost_search USING fts5 (body, content='lost', content_rowid='id')`,
  `CREATE TABLE guarded (id INTEGER PRIMARY KEY, level INTEGER)`,
  `CREATE TRIGGER guarded_level BEFORE UPDATE ON guarded WHEN NEW.level > 9
    BEGIN SELECT RAISE(ABORT, 'level goes up to 9'); END`,
  `CREATE TRIGGER guarded_new BEFORE INSERT ON guarded WHEN NEW.level > 9
    BEGIN SELECT RAISE(FAIL, 'no such level: é "10"'); END`,
  `INSERT INTO guarded VALUES (1, 3)`,
  `CREATE TABLE frozen (id INTEGER PRIMARY KEY, a TEXT)`,
  `INSERT INTO frozen VALUES (1, 'x')`,
  `CREATE TRIGGER frozen_update BEFORE UPDATE ON frozen BEGIN SELECT RAISE(IGNORE); END`,
  `CREATE TRIGGER frozen_insert BEFORE INSERT ON frozen BEGIN SELECT RAISE(IGNORE); END`,
  `CREATE TABLE logged (id INTEGER PRIMARY KEY, a TEXT)`,
  `INSERT INTO logged VALUES (1, 'x')`,
  `CREATE TRIGGER logged_update AFTER UPDATE ON logged BEGIN INSERT INTO no_log VALUES (NEW.id); END`,
];

describeOnEngines('panels of a schema with faults', (engine) => {
  const book = sharedWorld(() => openWith(engine, broken));
  const anna = () => book().anna;

  it.each([
    ['on_gone', 'needs the table gone, which does not exist'],
    ['on_column', 'needs the column lost_word, which does not exist'],
    ['lost_search', 'needs the table lost, which does not exist'],
  ])('says on %s why it cannot be shown', async (table, why) => {
    const list = await listOf(anna(), table);
    expect(list.status).toBe(200);
    expect(list.json.notice.message).toContain(why);
    expect((await exportOf(anna(), table)).text).toContain(why);
  });

  it('leaves out a column that fails on a row of the page, and names it', async () => {
    const fine = await listOf(anna(), 'parsed', 'perPage=10');
    expect(fine.json.notice).toBeUndefined();
    expect(fine.json.records[0]?.params).toMatchObject({ id: 1, a: 1 });
    const list = await listOf(anna(), 'parsed', 'perPage=500');
    expect(list.status).toBe(200);
    expect(list.json.records).toHaveLength(300);
    expect(list.json.notice.message).toContain('A cannot be read in this page');
    expect(list.json.notice.message).toContain('a row has text that is not JSON');
    expect((list.json as unknown as { columns: string[] }).columns).not.toContain('a');
  });

  it('says so where the order or the filter fails on a row', async () => {
    for (const query of ['sortBy=a', 'filters.a=none']) {
      const list = await listOf(anna(), 'parsed', query);
      expect(list.status).toBe(200);
      expect(list.json.notice.message, list.text).toContain('this list cannot be read');
    }
  });

  it('shows a page before the row that fails, and says that nobody can count the rows', async () => {
    const list = await listOf(anna(), 'parsed', 'filters.a=5');
    expect(list.json.records).toHaveLength(25);
    expect(list.json.meta).toMatchObject({ total: 25, isCapped: true });
    expect(list.json.notice.message).toContain('the rows cannot be counted');
  });

  it.each([
    ['parsed', 'A cannot be read in every row', 'columns=id,body'],
    ['doubled', 'N cannot be read in every row', 'columns=id'],
  ])(
    'refuses the file of %s before its first byte, until its column is left out',
    async (table, why, way) => {
      for (const query of ['', '&sortBy=id']) {
        const file = await exportOf(anna(), table, query);
        expect(file.status).toBe(400);
        expect(file.text).toContain(why);
        expect(file.text).toContain('leave this column out of the list');
      }
      const page = await anna().get(`/api/resources/${table}/actions/export`);
      expect(page.status).toBe(400);
      const whole = await exportOf(anna(), table, way);
      expect(whole.status).toBe(200);
      expect(whole.text.trim().split('\n')).toHaveLength(301);
    },
  );

  it.each(['note_search', 'bare_search', 'doc_search'])(
    'lists, sorts, filters and exports %s and the tables behind it',
    async (table) => {
      const behind = [
        'data',
        'idx',
        'docsize',
        'config',
        ...(table === 'note_search' ? ['content'] : []),
      ];
      for (const name of [table, ...behind.map((suffix) => `${table}_${suffix}`)]) {
        const list = await listOf(anna(), name);
        expect(list.status, list.text).toBe(200);
        expect(list.json.notice, name).toBeUndefined();
        const [row] = list.json.records;
        for (const path of Object.keys(row?.params ?? {})) {
          for (const query of [`sortBy=${path}&direction=desc`, `filters.${path}=1`]) {
            const other = await listOf(anna(), name, query);
            expect(other.status, `${name}?${query}: ${other.text}`).toBe(200);
          }
        }
        if (row)
          expect(
            (await anna().get(`/api/resources/${name}/records/${row.id}/show`)).status,
            name,
          ).toBe(200);
        expect((await exportOf(anna(), name)).status, name).toBe(200);
        const id = row?.id ?? 'x';
        expect((await anna().post(`/api/resources/${name}/records/${id}/edit`, {})).status).toBe(
          404,
        );
      }
    },
  );

  it('lists the virtual table alone in the menu, and links the tables behind it from its list', async () => {
    const list = await listOf(anna(), 'note_search');
    const { tables } = list.json as unknown as { tables: { href: string; title: string }[] };
    expect(tables.map(({ href }) => href)).toContain('/admin/resources/note_search_data');
    const behind = await listOf(anna(), 'note_search_data');
    expect(behind.json.note).toContain('it belongs to the virtual table Note search');
  });

  it('lists a view with triggers in place of its writes', async () => {
    const list = await listOf(anna(), 'written', 'sortBy=body');
    expect(list.json.records).toHaveLength(25);
    expect(list.json.note).toContain('read only');
  });

  it('shows the words of a trigger on the form, and writes nothing', async () => {
    const edited = await anna().post('/api/resources/guarded/records/1/edit', {
      level: '10',
      '__original.level': '3',
    });
    expect(edited.status).toBe(200);
    expect(edited.json.notice.message).toBe('level goes up to 9');
    const created = await anna().post('/api/resources/guarded/actions/new', { level: '11' });
    expect(created.json.notice.message).toBe('no such level: é "10"');
    expect(await auditOf(book().book, 'guarded')).toEqual([]);
  });

  it('says that a trigger ignores a change or a new row, and records neither', async () => {
    const edited = await anna().post('/api/resources/frozen/records/1/edit', {
      a: 'z',
      '__original.a': 'x',
    });
    expect(edited.json.notice.message).toContain('one of its triggers ignores the change');
    const created = await anna().post('/api/resources/frozen/actions/new', { a: 'z' });
    expect(created.json.notice.message).toContain('one of its triggers ignores the new row');
    expect(await auditOf(book().book, 'frozen')).toEqual([]);
  });

  it('names the table that a trigger needs and nobody has', async () => {
    const edited = await anna().post('/api/resources/logged/records/1/edit', {
      a: 'z',
      '__original.a': 'x',
    });
    expect(edited.status).toBe(200);
    expect(edited.json.notice.message).toContain('needs the table no_log, which does not exist');
  });
});
