import { sql, type SQL } from 'drizzle-orm';
import { columnOf } from '../query/order.js';
import type { PanelColumn, PanelTable } from '../tables/panel-table.js';
import type { PanelResource } from './panel-resource.js';

/**
 * Orders a list by the titles that a reference shows, in the place of its keys: for at most as many
 * rows as a list counts, because each row looks up another one.
 */

const SHOWN = sql.identifier('__shown');

/**
 * Builds the text that a reference shows, for ORDER BY; null where the role sees some of the rows
 * only, or where their titles are made of other rows.
 */
export function titleOrder(resource: PanelResource, column: PanelColumn): SQL | null {
  const target = column.references === null ? undefined : resource.resourceOf(column.references);
  const name = referencedName(resource.table, column);
  if (!target || name === null || target.access.rows !== 'all') return null;
  const { info, title, titleForm, columns } = target.table;
  const parts = title.map((part) => columns.find((candidate) => candidate.name === part));
  const isOwn = (part: PanelColumn | undefined): part is PanelColumn =>
    part !== undefined &&
    part.references === null &&
    part.encrypted === null &&
    !part.isSecret &&
    target.access.read.has(part.name);
  if (titleForm.parents.length > 0 || info.problem !== null || !parts.every(isOwn)) return null;
  const texts = parts.map((part) => sql`coalesce(${SHOWN}.${sql.identifier(part.name)}, '')`);
  const text = sql.join(texts, sql` || ${sql.raw(`'${titleForm.separator}'`)} || `);
  return sql`(SELECT ${text} FROM ${sql.identifier(info.name)} AS ${SHOWN}
    WHERE ${SHOWN}.${sql.identifier(name)} = ${columnOf(resource.table, column.name)}) COLLATE NOCASE`;
}

function referencedName({ info }: PanelTable, { name }: PanelColumn): string | null {
  const key = info.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0] === name);
  return key?.references?.[0] ?? null;
}
