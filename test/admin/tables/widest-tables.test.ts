import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { plainText } from '../../../src/admin/codecs/values.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { deleteRows, linesOf, previewDelete } from '../deletion/steps.js';
import { auditOf, openWith } from './generated.js';

/** Tables of 100 columns, the most that D1 has, whose keys and references are read beside them. */

const names = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const columns = (count: number) => names(count).map((name) => `${name} TEXT`).join(); // prettier-ignore

const sql = [
  // Another table refers to `code`, so that each row is read with two keys.
  `CREATE TABLE widest (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, ${columns(98)})`,
  `INSERT INTO widest (id, code, c0, c97) VALUES (1, 'one', 'a', 'z'), (2, 'two', 'b', 'y'), (3, 'three', NULL, 'x')`,
  `INSERT INTO widest (id, code) SELECT value, 'z' || value FROM json_each('[4,5,6,7,8,9,10,11,12,13]')`,
  `CREATE TABLE mention (id INTEGER PRIMARY KEY, of TEXT REFERENCES widest (code))`,
  `INSERT INTO mention VALUES (1, 'one')`,
  `CREATE TABLE pair (x TEXT, y TEXT, PRIMARY KEY (x, y)) WITHOUT ROWID`,
  `INSERT INTO pair VALUES ('p', 'q')`,
  // Refers by two columns together, and has a key of two.
  `CREATE TABLE joint (a INTEGER, b TEXT, x TEXT, y TEXT, ${columns(96)}, PRIMARY KEY (a, b), FOREIGN KEY (x, y) REFERENCES pair) WITHOUT ROWID`,
  `INSERT INTO joint (a, b, x, y, c95) VALUES (1, 'k', 'p', 'q', 'end')`,
  `CREATE TABLE held (id INTEGER PRIMARY KEY, ${names(99)
    .map((name) => `${name} BLOB`)
    .join()})`,
  `INSERT INTO held (id, c0, c98) VALUES (1, x'00', x'0102')`,
  `CREATE VIEW wide_view AS SELECT * FROM widest`,
];

describeOnEngines('tables of 100 columns', (engine) => {
  const world = sharedWorld(() => openWith(engine, sql));

  it('shows every value of a record, its references and its other keys', async () => {
    const { anna } = world();
    const { json, text } = await anna.get('/api/resources/widest/records/1/show');
    expect(json.record, text).toMatchObject({ id: '1' });
    expect(json.record.params).toMatchObject({ code: 'one', c0: 'a', c97: 'z' });
    const mention = await anna.get('/api/resources/mention/records/1/show');
    expect(mention.json.record.populated, mention.text).toHaveProperty('of');
    const list = await anna.get('/api/resources/joint/actions/list?columns=a,c95');
    const [row] = list.json.records;
    expect(row?.params, list.text).toMatchObject({ c95: 'end' });
    const joint = await anna.get(`/api/resources/joint/records/${row?.id ?? ''}/show`);
    expect(joint.json.record.params, joint.text).toMatchObject({ x: 'p', y: 'q', c95: 'end' });
    expect(joint.json.record.populated).toMatchObject({ x: { title: 'p · q' } });
    const held = await anna.get('/api/resources/held/records/1/show');
    expect(held.json.record.params, held.text).toMatchObject({ id: 1, c98: 2 });
  });

  it('lists and exports all columns in order, page after page', async () => {
    const { anna } = world();
    const path = '/api/resources/widest/actions';
    const all = ['id', 'code', ...names(98)].join();
    const order = `sortBy=code&direction=desc&perPage=10&columns=${all}`;
    const first = await anna.get(`${path}/list?${order}`);
    expect(first.json.records, first.text).toHaveLength(10);
    const after = first.json.meta.after ?? '';
    const next = await anna.get(`${path}/list?${order}&page=2&after=${after}`);
    expect(next.json.records.map(({ params }) => params['c97'])).toEqual(['y', 'x', 'z']);
    const file = await anna.get(`${path}/export?format=csv&${order}`);
    const lines = parse(file.text.replace(/^\uFEFF/, ''));
    expect(lines.map((line) => line.length)).toEqual(Array.from({ length: 14 }, () => 100));
    expect(lines.slice(-3).map((line) => line.at(-1))).toEqual(['y', 'x', 'z']);
    const view = await anna.get(
      `/api/resources/wide_view/actions/list?sortBy=code&direction=asc&columns=${all}`,
    );
    expect(view.json.records[0]?.params, view.text).toMatchObject({ code: 'one', c97: 'z' });
  });

  it('saves every field of a form at once', async () => {
    const { anna, book } = world();
    const all = ['code', ...names(98)];
    const shown = (await anna.get('/api/resources/widest/records/2/edit')).json.record.params;
    const form = Object.fromEntries(
      all.flatMap((name) => [
        [name, name === 'code' ? 'two' : `new ${name}`],
        [`__original.${name}`, shown[name] ?? null],
      ]),
    );
    const saved = await anna.post('/api/resources/widest/records/2/edit', form);
    expect(saved.json.notice, saved.text).toMatchObject({ type: 'success' });
    expect(await book.rows('SELECT c0, c50, c97 FROM widest WHERE id = 2')).toEqual([
      { c0: 'new c0', c50: 'new c50', c97: 'new c97' },
    ]);
  });

  it('saves a file into each of its columns', async () => {
    const { anna, book } = world();
    const path = '/api/resources/held/records/1/edit';
    const { params } = (await anna.get(path)).json.record;
    const fields = names(99).flatMap((name): [string, string | File][] => {
      const version = params[`__version.${name}`];
      return [
        [name, new File([name], `${name}.txt`)],
        [`__original.${name}`, version == null ? '__FORM_VALUE_NULL__' : plainText(version)],
      ];
    });
    const saved = await anna.submitFiles(path, Object.fromEntries(fields));
    expect(saved.json.notice, saved.text).toMatchObject({ type: 'success' });
    expect(
      await book.rows('SELECT CAST(c0 AS TEXT) AS c0, CAST(c98 AS TEXT) AS c98 FROM held'),
    ).toEqual([{ c0: 'c0', c98: 'c98' }]);
  });

  it('duplicates a row with all its values', async () => {
    const { anna, book } = world();
    const form = await anna.get('/api/resources/widest/records/1/duplicate');
    expect(form.json.record.params, form.text).toMatchObject({ c0: 'a', c97: 'z' });
    const made = await anna.post('/api/resources/widest/actions/new', {
      ...{ code: 'copy', __duplicate: '1' },
      ...Object.fromEntries(names(98).map((name) => [name, `of ${name}`])),
    });
    expect(made.json.notice, made.text).toMatchObject({ type: 'success' });
    expect(await book.rows(`SELECT c0, c97 FROM widest WHERE code = 'copy'`)).toEqual([
      { c0: 'of c0', c97: 'of c97' },
    ]);
  });

  it('previews and deletes a row, and keeps all its values', async () => {
    const { anna, book } = world();
    expect(linesOf(await previewDelete(anna, 'widest', '3'))).toHaveLength(1);
    const done = await deleteRows(anna, 'widest', '3');
    expect(done.json.notice, done.text).toMatchObject({ type: 'success' });
    const kept = (await auditOf(book, 'widest')).find(([action]) => String(action).includes('delete')); // prettier-ignore
    const before = JSON.parse(String(kept?.[2])) as object;
    expect(Object.keys(before)).toHaveLength(100);
    expect(before).toMatchObject({ id: 3, c97: 'x' });
  });
});
