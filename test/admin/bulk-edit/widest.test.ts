import { expect, it, vi } from 'vitest';
import { resources } from '../../../resources/index.js';
import { bulkRunnerOf } from '../../../src/admin/bulk/runner.js';
import type { Access } from '../../../src/admin/declaration/resource.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';
import { deleteRows, linesOf, previewDelete } from '../deletion/steps.js';
import { countsOf, edit, finish, postEdit, readPreview, runIdOf, undo } from './edits.js';

/** Tables of 100 columns, as many as D1 has columns and parameters, and keys of many columns. */

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const texts = (list: readonly string[]) => list.map((name) => `${name} TEXT`).join();

const fields = names('c', 97);
const keys = names('k', 25);
const manyKeys = names('k', 80);

/** Fills the columns of a key with `part of the row`-`column`. */
const keyOf = (list: readonly string[]) => list.map((name) => `value || '-${name}'`).join();

const sql = [
  `CREATE TABLE wide (a INTEGER, b TEXT, ${texts(names('c', 98))}, PRIMARY KEY (a, b)) WITHOUT ROWID`,
  `INSERT INTO wide (a, b, c0, c1, c97) SELECT value % 3, 'b' || value, 'old', value, NULL
    FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12]')`,
  `CREATE TABLE coded (${texts(keys)}, ${texts(names('v', 75))}, PRIMARY KEY (${keys.join()})) WITHOUT ROWID`,
  `INSERT INTO coded (${keys.join()}, v0) SELECT ${keyOf(keys)}, 'old' FROM json_each('[1,2,3,4,5,6]')`,
  `CREATE TABLE keyed (${texts(manyKeys)}, ${texts(names('v', 20))}, PRIMARY KEY (${manyKeys.join()})) WITHOUT ROWID`,
  `INSERT INTO keyed (${manyKeys.join()}) SELECT ${keyOf(manyKeys)} FROM json_each('[1,2,3,4]')`,
  `CREATE TABLE loose_key (${texts(names('k', 2))}, ${texts(names('v', 98))}, PRIMARY KEY (k0, k1))`,
  `INSERT INTO loose_key (k0, k1) VALUES ('x', 'y'), (NULL, 'y'), (NULL, 'y')`,
  `INSERT INTO loose_key (v0) SELECT 'null' FROM json_each('[${names('', 120).join()}]')`,
  `CREATE TABLE owned (id INTEGER PRIMARY KEY, agent TEXT REFERENCES agents (id), ${texts(fields)}, updated_at TEXT)`,
  `INSERT INTO owned (id, agent, c0) VALUES (1, 'a1', 'old'), (2, 'a2', 'old'), (3, 'a1', 'old')`,
];

const own: Access = {
  // Two parameters, beside one of the key and 98 of the fields and the stamp.
  rows: {
    any: [
      { column: 'agent', equals: 'actor.agentId' },
      { column: 'c96', equals: 'actor.userId' },
    ],
  },
  read: ['id', 'agent', ...fields],
  write: { edit: fields, bulkEdit: fields.slice(0, 96) },
  actions: ['list', 'show'],
};

describeOnEngines('edits of tables of 100 columns', (engine) => {
  const world = sharedWorld(async () => {
    const contents = { agents: ['a1', 'a2'], customers: {}, logins: { anna: 'admin', agnes: { agent: 'a1' } }, sql } as const; // prettier-ignore
    const book = await openPanelBook(engine, contents, [
      ...resources,
      { table: 'owned', title: 'id', access: { agent: own, admin: { ...own, rows: 'all' } } },
    ]);
    bulkRunnerOf(book.context, { chunkRows: 5, pauseMs: 0, lookEveryMs: 0 });
    return book;
  });
  const rows = (text: string) => world().rows(text);
  const idsOf = async (table: string): Promise<string[]> => {
    const list = await world().people.anna.get(`/api/resources/${table}/actions/list?perPage=200`);
    return list.json.records.map(({ id }) => id);
  };

  /** Saves a form of these fields, opened as the row is now. */
  const saveForm = async (
    who: 'anna' | 'agnes',
    table: string,
    id: string,
    names: string[],
    typed: Record<string, unknown> = {},
  ) => {
    const path = `/api/resources/${table}/records/${encodeURIComponent(id)}/edit`;
    const shown = await world().people[who].get(path);
    if (shown.status !== 200) throw new Error(shown.text);
    const { params } = shown.json.record;
    const form = names.flatMap((name): [string, unknown][] => [
      [name, typed[name] ?? `new ${name}`],
      [`__original.${name}`, params[name] ?? null],
    ]);
    return world().people[who].post(path, Object.fromEntries(form));
  };

  it('changes several columns of chosen rows by keys of two columns, and undoes it', async () => {
    const { people, context } = world();
    const ids = (await idsOf('wide')).slice(0, 7);
    const values = { c0: 'new', c1: 'same', c97: 'end' };
    const run = await edit(people.anna, context, 'wide', { ids }, values);
    expect(countsOf(run)).toEqual(['finished', 7, 0, 0, 0]);
    const changed = `SELECT count(*) AS n FROM wide WHERE c0 = 'new' AND c1 = 'same' AND c97 = 'end'`;
    expect(await rows(changed)).toEqual([{ n: 7 }]);
    expect(countsOf(await undo(people.anna, context, run.id))).toEqual(['finished', 7, 0, 0, 0]);
    const asBefore = `SELECT count(*) AS n FROM wide WHERE c0 = 'old' AND b = 'b' || c1 AND c97 IS NULL`;
    expect(await rows(asBefore)).toEqual([{ n: 12 }]);
  });

  it('changes fifty columns of all rows that match, and undoes it', async () => {
    const { people, context } = world();
    const values = Object.fromEntries(names('c', 50).map((name) => [name, `new ${name}`]));
    const id = runIdOf(await postEdit(people.anna, 'wide', { filter: 'filters.c0=old' }, values));
    const preview = await readPreview(people.anna, id);
    expect(preview).toMatchObject({ changes: 12, refusedCount: 0 });
    expect(preview.rows[0]?.changes.length).toBe(50);
    expect(countsOf(await finish(people.anna, context, id))).toEqual(['finished', 12, 0, 0, 0]);
    expect(await rows(`SELECT count(*) AS n FROM wide WHERE c49 = 'new c49'`)).toEqual([{ n: 12 }]);
    expect(countsOf(await undo(people.anna, context, id))).toEqual(['finished', 12, 0, 0, 0]);
    expect(await rows(`SELECT count(*) AS n FROM wide WHERE c49 IS NULL AND b = 'b' || c1`)).toEqual([{ n: 12 }]); // prettier-ignore
  });

  it.each(['coded', 'keyed', 'loose_key'])(
    'changes all rows of %s by the values of many columns or of none',
    async (table) => {
      const { people, context } = world();
      const total = (await rows(`SELECT count(*) AS n FROM ${table}`))[0]?.['n'];
      const values = { v1: 'new', v2: 'x' };
      const run = await edit(people.anna, context, table, { filter: '' }, values);
      expect(countsOf(run), JSON.stringify(run.refusedRows[0])).toEqual(['finished', total, 0, 0, 0]); // prettier-ignore
      const undone = await undo(people.anna, context, run.id);
      expect(countsOf(undone)).toEqual(['finished', total, 0, 0, 0]);
    },
  );

  it.each([
    ['agnes', 'owned', fields],
    ['anna', 'coded', names('v', 75)],
    ['anna', 'keyed', names('v', 20)],
    ['anna', 'loose_key', names('v', 98)],
  ] as const)('saves a form of %s in which every field of %s changed', async (who, table, form) => {
    const [id = ''] = await idsOf(table);
    const saved = await saveForm(who, table, table === 'owned' ? '1' : id, [...form]);
    expect(saved.json.notice, saved.text).toMatchObject({ type: 'success' });
    const last = form.at(-1) ?? '';
    expect(await rows(`SELECT count(*) AS n FROM ${table} WHERE ${form[0]} = 'new ${form[0]}' AND ${last} = 'new ${last}'`)).toEqual([{ n: 1 }]); // prettier-ignore
  });

  it('refuses a form of the row of somebody else, however many fields it has', async () => {
    const shown = await world().people.agnes.get('/api/resources/owned/records/2/edit');
    expect(shown.status).toBe(404);
    const form = fields.flatMap((name): [string, string | null][] => [
      [name, 'mine'],
      [`__original.${name}`, name === 'c0' ? 'old' : null],
    ]);
    const path = '/api/resources/owned/records/2/edit';
    const saved = await world().people.agnes.post(path, Object.fromEntries(form));
    expect(saved.text).not.toContain('success');
    expect(await rows('SELECT c0, c1 FROM owned WHERE id = 2')).toEqual([{ c0: 'old', c1: null }]);
  });

  it('refuses a form that would bring back the row that somebody else was given meanwhile', async () => {
    const { database } = world().context;
    const agnesId = (await rows(`SELECT id FROM users WHERE agent_id = 'a1'`))[0]?.['id'];
    let isGivenAway = false;
    const texts: string[] = [];
    const [prepare, batch] = [database.prepare.bind(database), database.batch.bind(database)];
    const prepares = vi.spyOn(database, 'prepare').mockImplementation((text) => {
      texts.push(text);
      return prepare(text);
    });
    const batches = vi.spyOn(database, 'batch').mockImplementation(async (statements) => {
      if (texts.some((text) => text.startsWith('UPDATE "owned"'))) {
        for (const spy of [prepares, batches]) spy.mockRestore();
        isGivenAway = true;
        await rows(`UPDATE owned SET agent = 'a2' WHERE id = 3 RETURNING 1`);
      }
      return batch(statements);
    });
    const saved = await saveForm('agnes', 'owned', '3', [...fields], { c96: agnesId });
    expect(isGivenAway).toBe(true);
    expect(saved.text).not.toContain('success');
    expect(await rows('SELECT agent, c1 FROM owned WHERE id = 3')).toEqual([{ agent: 'a2', c1: null }]); // prettier-ignore
  });

  it('deletes one row and several by keys of many columns', async () => {
    const { anna } = world().people;
    for (const table of ['coded', 'keyed']) {
      const [first = '', ...others] = await idsOf(table);
      expect(linesOf(await previewDelete(anna, table, first))).toHaveLength(1);
      const one = await deleteRows(anna, table, first);
      expect(one.json.notice, one.text).toMatchObject({ type: 'success' });
      const many = await deleteRows(anna, table, ...others);
      expect(many.json.notice, many.text).toMatchObject({ type: 'success' });
      expect(await rows(`SELECT count(*) AS n FROM ${table}`)).toEqual([{ n: 0 }]);
    }
  });
});
