import { expect, it, vi } from 'vitest';
import type { ReadColumn, ReadingsData } from '../../../src/admin/contract/readings.js';
import { createPanels } from '../../../src/admin/panels/panels.js';
import { openBookOf, PASSWORD, type Book } from '../../helpers/books/logins.js';
import { describeOnEngines, describeOnSqlite } from '../../helpers/engines/engines.js';
import { openPanels, stubAssets, type Person } from '../../helpers/panels/driver.js';
import { resources } from '../../../resources/index.js';

const PAGE = '/api/pages/readings';

/** Tables of another program, with a column for each way to a kind. */
const tables = [
  `CREATE TABLE visit (id INTEGER PRIMARY KEY, moment TEXT, opened TIME, state TEXT CHECK (state IN ('in', 'out')),
    worth REAL, code VARCHAR(5), odd, api_token TEXT, agent TEXT REFERENCES agents(id), raw BLOB)`,
  `INSERT INTO visit WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)
    SELECT i, '2024-05-' || (10 + i) || 'T07:08:09Z', '10:0' || (i % 10), 'in', i + 0.5,
      iif(i = 1, 7, 'c' || i), i, 'hush', 'a1', x'00' FROM n`,
  `CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)`,
  `INSERT INTO note VALUES (1, 'one'), (2, 'two')`,
  `CREATE VIEW seen AS SELECT id, body FROM note`,
];

const contents = {
  agents: ['a1'],
  customers: { c1: 'a1' },
  logins: { anna: 'admin', agnes: { agent: 'a1' }, cleo: { customer: 'c1' } },
  sql: tables,
} as const;

const dataOf = async (person: Person, search = 'table=visit') =>
  (await person.get(`${PAGE}?${search}`)).json as unknown as ReadingsData;

function columnOf(data: ReadingsData, name: string): ReadColumn {
  const column = data.table?.columns.find((one) => one.name === name);
  if (!column) throw new Error(`no column ${name}`);
  return column;
}

/** Posts a change of a column in the state that the page has now. */
async function change(person: Person, column: string, fields: Record<string, string>) {
  const { version } = columnOf(await dataOf(person), column);
  const posted = { table: 'visit', column, version, choice: 'choose', step: 'commit', ...fields };
  return (await person.post(PAGE, posted)).json as unknown as ReadingsData;
}

/** The value of a column in the first row of its list. */
async function listed(person: Person, column: string) {
  const list = await person.get('/api/resources/visit/actions/list?sortBy=id&direction=asc');
  return list.json.records[0]?.params[column];
}

const audits = (book: Pick<Book, 'rows'>) =>
  book.rows(
    `SELECT action, record_id, before, after FROM audit_log
      WHERE table_name = 'column_readings' ORDER BY seq`,
  );

describeOnEngines('the page "How tables were read"', (engine) => {
  it('names kind, reason, format and a sample of each column, and no value of a secret one', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    const data = await dataOf(anna);
    expect(data.tables.map(({ id }) => id).slice(0, 2)).toEqual(['note', 'visit']);
    const shown = data.table?.columns.map(({ name, declared, kind, reason, format, sampled }) => [
      ...[name, declared, kind, reason, format.join(', '), sampled],
    ]);
    expect(shown).toEqual([
      ['id', 'INTEGER', 'integer', 'declared INTEGER', '', 12],
      [
        ...['moment', 'TEXT', 'datetime', 'by 12 sampled values, every one a time'],
        ...['written as 2024-05-06T07:08:09Z', 12],
      ],
      ['opened', 'TIME', 'time', 'declared TIME', '', 12],
      ['state', 'TEXT', 'enum', 'its CHECK lists the values', '', 12],
      ['worth', 'REAL', 'number', 'declared REAL', '', 12],
      ['code', 'VARCHAR(5)', 'text', 'declared VARCHAR(5)', 'at most 5 characters', 12],
      ['odd', '', 'text', 'declared without a type', 'new values are stored as INTEGER', 12],
      ['api_token', 'TEXT', 'text', 'secret: the panels never read it', '', null],
      ['agent', 'TEXT', 'reference', 'its foreign key refers to agents', '', 12],
      ['raw', 'BLOB', 'blob', 'by 12 sampled values, every one binary', '', 12],
    ]);
    expect(columnOf(data, 'odd').sample?.[0]).toEqual({ text: '1', storage: 'INTEGER' });
    expect(columnOf(data, 'moment').sample).toHaveLength(5);
    expect(columnOf(data, 'raw').sample).toEqual([{ text: '(binary)' }]);
    expect(columnOf(data, 'api_token')).toMatchObject({ sample: null, kinds: [] });
    expect(columnOf(data, 'agent').kinds).toEqual([]);
    expect(JSON.stringify(data)).not.toContain('hush');
  });

  it('reads a column as chosen from the next request on, and keeps and audits the choice', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    expect(await listed(anna, 'moment')).toBe('2024-05-11T07:08:09Z');
    const plan = await change(anna, 'moment', { kind: 'date', step: 'plan' });
    expect(plan.plan?.lines).toEqual([
      'moment: “Date and time” becomes “Date”.',
      'No stored value changes. Lists, forms, filters and files of every login change at once.',
    ]);
    const doubtful = await change(anna, 'code', { kind: 'date', step: 'plan' });
    expect(doubtful.plan?.lines[1]).toBe(
      '12 of 12 sampled values do not fit: the panels show them as they are stored.',
    );
    expect(columnOf(await dataOf(anna), 'moment').kind).toBe('datetime');

    const done = await change(anna, 'moment', { kind: 'text' });
    expect(done).toMatchObject({ done: 'moment is decided, and the panels are built again.' });
    expect(columnOf(done, 'moment')).toMatchObject({
      kind: 'text',
      reason: 'chosen by anna on 2026-03-02',
    });
    const rule = await anna.get('/api/resources/visit/actions/list?filters.moment=07%3A08');
    expect(rule.json.meta.total).toBe(12);
    expect(await audits(book)).toEqual([
      {
        action: 'column_reading.chosen',
        record_id: 'visit.moment',
        before: '{"kind":"datetime","reason":"values","sampled":12,"chosen_by":null}',
        after: `{"kind":"text","reason":"administrator","sampled":12,"chosen_by":"${await idOf(book, 'anna')}"}`,
      },
    ]);

    const again = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    expect(columnOf(await dataOf(again), 'moment').kind).toBe('text');
    const reread = await change(again, 'moment', { choice: 'readAgain' });
    expect(columnOf(reread, 'moment')).toMatchObject({
      kind: 'datetime',
      reason: 'by 12 sampled values, every one a time',
    });
  });

  it('refuses kinds, columns and states that do not fit, by name', async () => {
    const book = await openBookOf(engine, contents);
    const server = await openPanels(book.context);
    const anna = await server.signIn('anna', PASSWORD);
    const problemOf = async (column: string, fields: Record<string, string>) =>
      (await change(anna, column, fields)).problem;
    expect(await problemOf('worth', { kind: 'date' })).toBe(
      'worth cannot have this kind; choose one of the kinds in its list',
    );
    expect(await problemOf('worth', { kind: 'boolean' })).toMatch(/^worth cannot have this kind/);
    expect(await problemOf('agent', { kind: 'text' })).toBe(
      'the kind of agent is decided by the schema or a resource file',
    );
    expect(await problemOf('api_token', { kind: 'json' })).toMatch(/^the kind of api_token is/);
    expect(await problemOf('moment', { kind: 'text', version: 'other' })).toBe(
      'somebody else has decided on moment meanwhile; reload the page and try again',
    );
    expect(await problemOf('moment', { kind: 'text', table: 'nowhere' })).toMatch(/no such table/);
    expect(await problemOf('moment', { kind: 'text', table: 'wagers' })).toMatch(
      /no column moment/,
    );
    const { version } = columnOf(await dataOf(anna), 'moment');
    await book.context.database.prepare('DROP TABLE visit').run();
    const gone = await anna.post(PAGE, {
      ...{ table: 'visit', column: 'moment', version, kind: 'text', choice: 'choose' },
      step: 'commit',
    });
    expect((gone.json as unknown as ReadingsData).problem).toBe(
      'the database has no table visit; reload the page and try again',
    );
    expect(await audits(book)).toEqual([]);
  });

  it('decides on a column without a stored decision, once', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    await book.context.database
      .prepare(`DELETE FROM column_readings WHERE column_name = 'moment'`)
      .run();
    const answer = await change(anna, 'moment', { kind: 'text' });
    expect(columnOf(answer, 'moment').reason).toBe('chosen by anna on 2026-03-02');
    const late = await change(anna, 'moment', { kind: 'date', version: 'none' });
    expect(late.problem).toMatch(/^somebody else has decided on moment/);
  });

  it('lets one of two administrators decide who saw the same state', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    const { version } = columnOf(await dataOf(anna), 'moment');
    const fields = { table: 'visit', column: 'moment', version, choice: 'choose', step: 'commit' };
    const answers = await Promise.all(
      ['text', 'date'].map((kind) => anna.post(PAGE, { ...fields, kind })),
    );
    const problems = answers.map(({ json }) => (json as unknown as ReadingsData).problem);
    expect(problems.filter((problem) => problem !== undefined)).toEqual([
      'somebody else has decided on moment meanwhile; reload the page and try again',
    ]);
    expect(await audits(book)).toHaveLength(1);
  });

  it('names choices without effect, and forgets them', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    await change(anna, 'moment', { kind: 'text' });
    await change(anna, 'opened', { kind: 'text' });
    for (const sql of [
      'ALTER TABLE visit DROP COLUMN moment',
      'ALTER TABLE visit DROP COLUMN opened',
      'ALTER TABLE visit ADD COLUMN opened REAL',
    ]) {
      await book.context.database.prepare(sql).run();
    }
    await change(anna, 'worth', { kind: 'money' });
    for (const server of [await openPanels(book.context), await openPanels(book.context)]) {
      const later = await server.signIn('anna', PASSWORD);
      const data = await dataOf(later);
      expect(data.obstacles.map(({ text }) => text)).toEqual([
        'anna chose “Text” for moment of visit on 2026-03-02, but the table has no such column, or it is secret. Forget the choice, or bring the column back.',
      ]);
      expect(columnOf(data, 'worth').kind).toBe('money');
    }
    const later = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    const [obstacle] = (await dataOf(later)).obstacles;
    const forgotten = await later.post(PAGE, {
      ...{ choice: 'forget', step: 'commit', table: 'visit', name: 'visit', column: 'moment' },
      version: obstacle?.version,
    });
    expect((forgotten.json as unknown as ReadingsData).obstacles).toEqual([]);
    expect((await audits(book)).at(-1)).toMatchObject({ action: 'column_reading.forgotten' });
  });
});

async function idOf(book: Pick<Book, 'rows'>, username: string): Promise<string> {
  const [row] = await book.rows('SELECT id FROM users WHERE username = ?', username);
  return String(row?.['id']);
}

describeOnSqlite('decisions on columns', (engine) => {
  it('stay when values change and the panels are built again', async () => {
    const book = await openBookOf(engine, contents);
    const kinds = async () =>
      (await createPanels(book.context, resources, { assets: stubAssets }))
        .resources('admin')
        .get('visit')
        ?.table.columns.map(({ kind }) => kind);
    const before = await kinds();
    await book.context.database.prepare(`UPDATE visit SET moment = 'a' || id, odd = 'x'`).run();
    expect(await kinds()).toEqual(before);
  });

  it('names a choice that a changed declaration cannot have, at every start, until it is decided', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    await change(anna, 'opened', { kind: 'date' });
    for (const sql of [
      'ALTER TABLE visit DROP COLUMN opened',
      'ALTER TABLE visit ADD COLUMN opened REAL',
    ]) {
      await book.context.database.prepare(sql).run();
    }
    await openPanels(book.context);
    const warn = vi.spyOn(book.context.log, 'warn');
    const later = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    expect(warn).toHaveBeenCalledWith(
      { table: 'visit', column: 'opened', kind: 'date', obstacle: 'lapsed' },
      expect.stringContaining('a chosen kind has no effect'),
    );
    const data = await dataOf(later);
    expect(data.obstacles).toMatchObject([{ column: 'opened', isGone: false }]);
    expect(columnOf(data, 'opened')).toMatchObject({
      kind: 'number',
      reason: 'anna chose “Date”, which its changed declaration cannot have: its values decide',
    });
    const decided = await change(later, 'opened', { choice: 'readAgain' });
    expect(decided.obstacles).toEqual([]);
    expect(columnOf(decided, 'opened').reason).toBe('declared REAL');
  });

  it('are open to administrators only, and change by POST only', async () => {
    const book = await openBookOf(engine, contents);
    const server = await openPanels(book.context);
    for (const username of ['agnes', 'cleo']) {
      const other = await server.signIn(username, PASSWORD);
      expect((await other.get(PAGE)).status).toBe(404);
      expect((await other.post(PAGE, { choice: 'choose' })).status).toBe(404);
      expect((await other.get('/pages/readings')).status).toBe(404);
    }
    const anna = await server.signIn('anna', PASSWORD);
    const { version } = columnOf(await dataOf(anna), 'moment');
    const search = new URLSearchParams({
      ...{ table: 'visit', column: 'moment', version, kind: 'text', choice: 'choose' },
      step: 'commit',
    });
    const read = await dataOf(anna, search.toString());
    expect(columnOf(read, 'moment').kind).toBe('datetime');
    expect(read.plan).toBeUndefined();
  });

  it('leave requests that run to the panels that they began on', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    const list = () => anna.get('/api/resources/visit/actions/list');
    const [done, ...answers] = await Promise.all([
      change(anna, 'moment', { kind: 'text' }),
      ...Array.from({ length: 20 }, list),
    ]);
    expect(done.done).toBeDefined();
    expect(answers.every(({ status, json }) => status === 200 && json.meta.total === 12)).toBe(
      true,
    );
  });

  it('refuse a form that was opened before they changed', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    const { resource } = (await anna.get('/api/resources/visit')).json as unknown as {
      resource: { resourceActions: { name: string; custom: { readings: string } }[] };
    };
    const version = resource.resourceActions.find(({ name }) => name === 'list')?.custom.readings;
    const post = () =>
      anna.submit('/api/resources/visit/actions/new', {
        ...{ moment: '2024-06-01T10:00:00.000Z', __readings: version ?? '' },
      });
    expect((await post()).json.notice.type).toBe('success');
    await change(anna, 'moment', { kind: 'text' });
    const { record, notice } = (await post()).json;
    expect(notice.message).toBe(
      'nothing was written: an administrator changed how this table is read since the form was opened; reload the page and try again',
    );
    expect(record.params['moment']).toBe('2024-06-01T10:00:00.000Z');
    expect(await book.rows('SELECT moment FROM visit WHERE id > 12')).toEqual([
      { moment: '2024-06-01T10:00:00Z' },
    ]);
  });

  it('of the book’s own tables name their source and cannot be changed', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    const data = await dataOf(anna, 'table=wagers');
    expect(columnOf(data, 'amount')).toMatchObject({ kind: 'money', reason: 'resource file' });
    expect(columnOf(data, 'created_at')).toMatchObject({ reason: 'schema module', sampled: null });
    expect(data.table?.columns.every(({ kinds }) => kinds.length === 0)).toBe(true);
    expect(data.table?.readOnly).toMatch(/^The schema module or a resource file/);
    const view = await dataOf(anna, 'table=seen');
    expect(view.table?.readOnly).toMatch(/^Of a view/);
    expect(columnOf(view, 'body')).toMatchObject({ kinds: [], sampled: null });
    expect(columnOf(view, 'body').sample).toEqual([{ text: 'one' }, { text: 'two' }]);
    const customers = await dataOf(anna, 'table=customers');
    expect(columnOf(customers, 'phone_index').sample).toBeNull();
  });

  it('read in Spanish', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD, 'es');
    const { kindLabel, reason } = columnOf(await dataOf(anna), 'moment');
    expect([kindLabel, reason]).toEqual([
      'Fecha y hora',
      'por 12 valores de muestra, todos con fecha y hora',
    ]);
  });
});
