import type { ReadColumn, ReadingsData } from '../../../src/admin/contract/readings.js';
import type { Book } from '../../helpers/books/logins.js';
import type { Person } from '../../helpers/panels/driver.js';

/** Tables of another program behind their panels, and the page that says how they were read. */

export const PAGE = '/api/pages/readings';

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

export const contents = {
  agents: ['a1'],
  customers: { c1: 'a1' },
  logins: { anna: 'admin', agnes: { agent: 'a1' }, cleo: { customer: 'c1' } },
  sql: tables,
} as const;

export const dataOf = async (person: Person, search = 'table=visit') =>
  (await person.get(`${PAGE}?${search}`)).json as unknown as ReadingsData;

export function columnOf(data: ReadingsData, name: string): ReadColumn {
  const column = data.table?.columns.find((one) => one.name === name);
  if (!column) throw new Error(`no column ${name}`);
  return column;
}

/** Posts a change of a column in the state that the page has now. */
export async function change(person: Person, column: string, fields: Record<string, string>) {
  const { version } = columnOf(await dataOf(person), column);
  const posted = { table: 'visit', column, version, choice: 'choose', step: 'commit', ...fields };
  return (await person.post(PAGE, posted)).json as unknown as ReadingsData;
}

/** The value of a column in the first row of its list. */
export async function listed(person: Person, column: string) {
  const list = await person.get('/api/resources/visit/actions/list?sortBy=id&direction=asc');
  return list.json.records[0]?.params[column];
}

export const audits = (book: Pick<Book, 'rows'>) =>
  book.rows(
    `SELECT action, record_id, before, after FROM audit_log
      WHERE table_name = 'column_readings' ORDER BY seq`,
  );
