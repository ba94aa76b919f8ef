import { expect, it } from 'vitest';
import type { ReadingsData } from '../../../src/admin/contract/readings.js';
import { openBookOf, PASSWORD, type Book } from '../../helpers/books/logins.js';
import { describeOnEngines } from '../../helpers/engines/engines.js';
import { openPanels } from '../../helpers/panels/driver.js';
import { audits, change, columnOf, contents, dataOf, listed, PAGE } from './reading-columns.js';

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

  it('takes deletes and duplicates from a table that carries money, and says so in its list', async () => {
    const book = await openBookOf(engine, contents);
    const anna = await (await openPanels(book.context)).signIn('anna', PASSWORD);
    const list = '/api/resources/visit/actions/list';
    expect((await anna.get(list)).text).not.toContain('cannot be deleted');
    await change(anna, 'worth', { kind: 'money' });
    expect((await anna.get(list)).text).toContain(
      'rows cannot be deleted or duplicated here: it carries money',
    );
    for (const name of ['delete', 'duplicate']) {
      expect((await anna.get(`/api/resources/visit/records/1/${name}`)).status, name).toBe(404);
    }
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
