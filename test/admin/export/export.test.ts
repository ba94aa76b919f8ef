import { sql } from 'drizzle-orm';
import readXlsx from 'read-excel-file/node';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { commitBatch } from '../../../src/db/batch.js';
import { createTransaction } from '../../../src/services/transactions/transactions.js';
import { describeOnSqlite, type TestEngine } from '../../helpers/engines/engines.js';
import { openPanelBook } from '../../helpers/panels/panel-book.js';
import { sharedWorld } from '../../helpers/run/shared-world.js';

/** Lists as files: rows, rights and formats. */

const api = '/api/resources/customers/actions/export';
/** More than a page of the export. */
const MANY = 1234;

describeOnSqlite('an export', (engine) => {
  const many = sharedWorld(() => openMany(engine));

  it('an export of a filtered list has the rows that the query finds, in its order', async () => {
    const { ada, rows } = many();
    const found = await rows(
      `SELECT id, name, betting_limit FROM customers
        WHERE betting_limit >= 1100 ORDER BY name DESC, id DESC`,
    );
    expect(found.length).toBeGreaterThan(1000);
    const query =
      'filters.betting_limit~~from=1100&sortBy=name&direction=desc&columns=id,name,betting_limit';
    const expected = found.map(({ id, name, betting_limit: limit }) => [id, name, limit]);
    const csv = readCsv((await ada.get(`${api}?format=csv&${query}`)).text);
    expect(csv[0]).toEqual(['ID', 'Name', 'Betting limit']);
    expect(csv.slice(1).map(([id, name, limit]) => [id, name, Number(limit)])).toEqual(expected);
    const json = JSON.parse((await ada.get(`${api}?format=json&${query}`)).text) as Record<
      string,
      unknown
    >[];
    expect(json.map((row) => Object.values<unknown>(row))).toEqual(expected);
    const [sheet] = await readXlsx((await ada.get(`${api}?format=xlsx&${query}`)).bytes);
    expect(sheet?.data).toEqual([csv[0], ...expected]);
    const { status, json: told } = await ada.get(`${api}?${query}`);
    expect([status, told]).toEqual([
      200,
      { total: found.length, isCapped: false, columns: ['ID', 'Name', 'Betting limit'] },
    ]);
  });

  it('an export has the columns that the user chose for the list, in their order', async () => {
    const { ada } = await openMany(engine);
    await ada.post('/api/resources/customers/actions/views', {
      ...{ step: 'columns', columns: 'betting_limit,id,name' },
    });
    const lines = readCsv((await ada.get(`${api}?format=csv&filters.name=cmd`)).text);
    expect(lines[0]).toEqual(['Betting limit', 'ID', 'Name']);
    expect(lines[1]?.slice(0, 2)).toEqual(['1000.50', 'c0000']);
  });

  it('an export goes on by number where the order has empty values, and loses no row', async () => {
    const { ada } = many();
    const { text } = await ada.get(`${api}?format=csv&sortBy=last_activity&columns=id`);
    expect(new Set(readCsv(text).slice(1).flat()).size).toBe(MANY + 2);
  });

  it('a workbook has amounts as numbers, times as dates and texts as they are', async () => {
    const { ada, formula } = many();
    const { bytes } = await ada.get(`${api}?format=xlsx&filters.name=cmd`);
    const [sheet] = await readXlsx(bytes);
    const [headers, row] = sheet?.data ?? [];
    const cell = (name: string) => row?.[headers?.indexOf(name) ?? -1];
    expect(headers).toContain('Agent');
    expect(cell('Name')).toBe(formula);
    expect(cell('Agent')).toBe('Agent a1');
    expect(cell('Agent id')).toBe('a1');
    expect(cell('Betting limit')).toBe(1000.5);
    expect(sheet?.data.length).toBe(2);
  });

  it('a CSV runs nothing in a spreadsheet, and has times in the zone of the book', async () => {
    const { ada, formula } = many();
    const columns = 'columns=name,betting_limit,balance,created_at,agent_id';
    const { text } = await ada.get(`${api}?format=csv&filters.name=cmd&${columns}`);
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(readCsv(text)).toEqual([
      [
        ...['Name', 'Betting limit', 'Balance'],
        ...['Created at (America/New_York)', 'Agent', 'Agent id'],
      ],
      [`'${formula}`, '1000.50', '0.00', '2026-03-02 07:00:00', 'Agent a1', 'a1'],
    ]);
  });

  it('an agent exports its own rows only, and no column that is not open', async () => {
    const { gus } = many();
    const lines = readCsv((await gus.get(`${api}?format=csv&columns=id,name`)).text);
    expect(lines[0]).toEqual(['ID', 'Name']);
    expect(lines.slice(1).map(([id]) => id)).toEqual(['other']);
    const { status } = await gus.get(`${api}?format=csv&columns=id,agent_id`);
    expect(status).toBe(400);
    const theirs = await gus.get(`/api/resources/transactions/actions/export?format=json`);
    expect(JSON.parse(theirs.text)).toEqual([]);
  });

  it('an export is refused where the list would only say that something was ignored', async () => {
    const { ada } = many();
    for (const query of ['filters.colour=red', 'filters.betting_limit=much', 'sortBy=colour']) {
      const { status, json } = await ada.get(`${api}?format=csv&${query}`);
      expect([status, json.message]).toEqual([
        400,
        expect.stringMatching(/^nothing was exported: .* was ignored.*; open the list again/),
      ]);
    }
    expect((await ada.get(`${api}?format=exe`)).status).toBe(400);
    expect((await ada.post(api, { format: 'csv' })).status).toBe(404);
  });

  it('an export leaves a row in the trail, without the value of a filter', async () => {
    const { people, rows } = await openPanelBook(engine, { logins: { ada: 'admin' } });
    await people.ada.get(`${api}?format=csv&filters.email=somebody@&columns=name`);
    const [entry] = await rows(`SELECT after FROM audit_log WHERE action = 'customers.exported'`);
    expect(JSON.parse(String(entry?.['after']))).toEqual({
      ...{ format: 'csv', columns: ['name'] },
      filters: ['email'],
    });
  });
});

const readCsv = (text: string) => parse(text, { bom: true });

async function openMany(engine: TestEngine) {
  const { people, ...book } = await openPanelBook(engine, {
    env: { BOOK_TIMEZONE: 'America/New_York' },
    agents: ['a1', 'a2'],
    customers: { other: 'a2', mine: 'a1' },
    logins: { ada: 'admin', gus: { agent: 'a2' } },
  });
  const { context, actor } = book;
  const formula = `=cmd|' /C calc'!"A0", <b>🐴</b>`;
  const ids = Array.from({ length: MANY }, (_, index) => String(index).padStart(4, '0'));
  await commitBatch(context.database, [
    sql`INSERT INTO customers (id, agent_id, name, email, betting_limit, created_at, updated_at)
      SELECT 'c' || value, 'a1', 'Customer ' || (value % 7), value || '@customers.test',
        1000.5 + value, '2026-03-02 12:00:00', '2026-03-02 12:00:00'
      FROM json_each(${JSON.stringify(ids)})`,
    sql`UPDATE customers SET name = ${formula} WHERE id = 'c0000'`,
    sql`UPDATE customers SET last_activity = '2026-03-02 12:00:00' WHERE id > 'c1000'`,
  ]);
  await createTransaction(context, actor, {
    ...{
      operationId: 'op-1',
      customerId: 'mine',
      type: 'deposit',
      amount: 50,
      description: 'cash',
    },
  });
  return { ...book, ...people, formula };
}
