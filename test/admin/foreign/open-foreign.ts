import type { TestEngine } from '../../helpers/engines/engines.js';
import type { PanelReply } from '../../helpers/panels/driver.js';
import { openWith } from '../tables/generated.js';
import { plainText } from './presented.js';

/** Tables of another program behind their panels, with the requests that a browser sends. */

/** AdminJS's mark for null in a form body. */
export const NULL_VALUE = '__FORM_VALUE_NULL__';

/** Opens a book with foreign tables, each with `id` as its key. */
export async function openForeign(engine: TestEngine, sql: readonly string[]) {
  const { anna, book, server } = await openWith(engine, sql);
  const shown = async (table: string, id: number) =>
    (await anna.get(`/api/resources/${table}/records/${id}/show`)).json.record.params;
  /** Ids of the rows that filters of a table find, such as `day~~from=2024-05-06`. */
  const found = async (table: string, filters: Record<string, string>) => {
    const query = new URLSearchParams(
      Object.entries(filters).map(([name, value]): [string, string] => [`filters.${name}`, value]),
    );
    const address = `/api/resources/${table}/actions/list?sortBy=id&direction=asc&${query.toString()}`;
    return (await anna.get(address)).json.records.map(({ id }) => Number(id));
  };
  /** Changes one field through its form; null means no value. */
  const change = async (
    table: string,
    id: number,
    path: string,
    typed: string | null,
  ): Promise<PanelReply> => {
    const opened = (await shown(table, id))[path] ?? null;
    return anna.submit(`/api/resources/${table}/records/${id}/edit`, {
      [path]: typed ?? NULL_VALUE,
      [`__original.${path}`]: opened === null ? NULL_VALUE : plainText(opened),
    });
  };
  /** Reads a value as `typeof literal`. */
  const stored = async (table: string, id: number, column: string) => {
    const [row] = await book.rows(
      `SELECT typeof(${column}) || ' ' || quote(${column}) AS value FROM ${table} WHERE id = ${id}`,
    );
    return row?.['value'];
  };
  return { anna, book, server, shown, found, change, stored };
}
