import { sql, type SQL } from 'drizzle-orm';
import type { Write } from '../../db/batch.js';
import { ConstraintError } from '../../db/errors.js';
import type { Actor } from '../../domain/actor.js';
import {
  afterOwnWork,
  freePlaces,
  keepRefusals,
  returnPlaces,
  takePlaces,
} from '../../services/value-refusals.js';
import type { PanelResource } from '../records/panel-resource.js';
import { bindExact, type ExactValue } from '../values/exact-value.js';

/**
 * Unique values where a role sees only some of the rows. A clash with a row in scope is named; a clash
 * with any other row reads as a value that is not accepted, and is counted (src/services/value-refusals.ts).
 */

/** Returns true when a row outside the role's scope may have a value of these columns. */
function mayClashHidden(
  { table, access }: PanelResource,
  names: readonly string[] | 'all',
): boolean {
  if (access.rows === 'all') return false;
  const { primaryKey, uniques } = table.info;
  return (
    names === 'all' ||
    [primaryKey, ...uniques].some((unique) => unique.some((name) => names.includes(name)))
  );
}

/** A value that a write gives a column, and the row that keeps the others. */
export interface WrittenRow {
  stored: Readonly<Record<string, ExactValue>>;
  /** Condition on the row that is changed; null for a new row. */
  isRow: SQL | null;
}

/**
 * Runs a write whose values may clash with hidden rows.
 * @param names columns that it writes
 * @param toRow returns the row as the failed write would have stored it
 * @param write commits the writes that it receives together with its own
 * @throws ConstraintError `hidden` for a clash that the actor does not see; DomainError `throttled`
 *   after too many of them; what `write` throws
 */
export async function writeHiding<Result>(
  resource: PanelResource,
  actor: Actor,
  names: readonly string[] | 'all',
  toRow: () => WrittenRow,
  write: (also: readonly Write[]) => Promise<Result>,
): Promise<Result> {
  if (resource.access.rows === 'all') return write([]);
  const { context } = resource;
  if (!mayClashHidden(resource, names)) {
    // An index on an expression has no columns to know it by before it refuses.
    return write([]).catch(async (error: unknown) => {
      const hidden = await toHidden(resource, actor, error, toRow);
      if (hidden === null) throw error;
      const { columns } = hidden;
      const refused = [{ table: resource.table.info.name, columns }];
      await keepRefusals(context, actor, await takePlaces(context, actor, 1), refused);
      throw hidden;
    });
  }
  return afterOwnWork(actor, async () => {
    const places = await takePlaces(context, actor, 1);
    try {
      return await write([returnPlaces(places)]);
    } catch (error) {
      const hidden = await toHidden(resource, actor, error, toRow);
      if (hidden === null) {
        await freePlaces(context, places);
        throw error;
      }
      const { columns } = hidden;
      await keepRefusals(context, actor, places, [{ table: resource.table.info.name, columns }]);
      throw hidden;
    }
  });
}

/** Returns the error for the actor of a clash with a row out of scope; null for any other error. */
export async function toHidden(
  resource: PanelResource,
  actor: Actor,
  error: unknown,
  toRow: () => WrittenRow,
): Promise<ConstraintError | null> {
  if (!(error instanceof ConstraintError) || error.kind !== 'unique') return null;
  const { table, access } = resource;
  if (access.rows === 'all' || error.table !== table.info.name) return null;
  if (await isInScope(resource, actor, error.columns, toRow())) return null;
  const { said, columns, constraint } = error;
  return new ConstraintError('hidden', said, error.table, columns, constraint);
}

/** Returns true when a row in the actor's scope has the values of a unique index. */
async function isInScope(
  resource: PanelResource,
  actor: Actor,
  columns: readonly string[],
  { stored, isRow }: WrittenRow,
): Promise<boolean> {
  if (columns.length === 0) return false;
  const { context, table } = resource;
  const name = sql.identifier(table.info.name);
  const same = columns.map((column) => {
    const own = sql`${sql.identifier(column)}`;
    if (Object.hasOwn(stored, column)) return sql`${own} = ${bindExact(stored[column] ?? null)}`;
    // The database gives a new row its default, which nobody typed.
    if (isRow === null) return sql`0`;
    return sql`${own} = (SELECT ${own} FROM ${name} WHERE ${isRow})`;
  });
  const others = isRow === null ? [] : [sql`NOT (${isRow})`];
  const found = await context.db.get<{ found: number } | undefined>(
    sql`SELECT 1 AS found FROM ${name}
      WHERE ${sql.join([resource.scope(actor), ...others, ...same], sql` AND `)} LIMIT 1`,
  );
  return found !== undefined;
}
