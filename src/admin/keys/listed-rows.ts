import { sql, type SQL } from 'drizzle-orm';
import { listedValue, toJsonList, type ExactValue } from '../values/exact-value.js';
import { isFindable } from './findable.js';

/** Finds any number of rows with one list as the parameter: D1 takes a hundred parameters. */

/** Values that an id names; the rowid where they alone do not find the row. */
export interface Address {
  values: ExactValue[];
  row: bigint | null;
}

export interface NamedColumn {
  name: SQL;
}

/** Builds the condition for rows whose keys have these values, none of them NULL. */
export function isAmong(columns: readonly NamedColumn[], addresses: readonly Address[]): SQL {
  return isListed(
    columns.map(({ name }) => name),
    addresses.map(({ values }) => values),
  );
}

/** Builds the condition for a row whose rowid stands beside the values of its key, as in its id. */
export function isAmongNumbered(
  row: SQL,
  columns: readonly NamedColumn[],
  addresses: readonly Address[],
): SQL[] {
  const groups = new Map<string, Address[]>();
  for (const address of addresses) {
    const shape = address.values.map(shapeOf).join('');
    groups.set(shape, [...(groups.get(shape) ?? []), address]);
  }
  return [...groups.values()].map((group) => numberedRows(row, columns, group));
}

/** Builds the condition for numbered rows whose values are NULL or unfindable in the same columns. */
function numberedRows(row: SQL, columns: readonly NamedColumn[], group: readonly Address[]): SQL {
  const shapes = group[0]?.values.map(shapeOf) ?? [];
  const equal = columns.flatMap(({ name }, index) => (shapes[index] === 'v' ? [{ name, index }] : [])); // prettier-ignore
  const like = columns.flatMap(({ name }, index) => likeShape(name, shapes[index]));
  const numbers = group.map((address) => [address.row]);
  const values = group.map((address) => [
    address.row,
    ...equal.map(({ index }) => address.values[index] ?? null),
  ]);
  const parts = [
    isListed([row], numbers),
    ...(equal.length === 0 ? [] : [isListed([row, ...equal.map(({ name }) => name)], values)]),
    ...like,
  ];
  return sql`(${sql.join(parts, sql` AND `)})`;
}

/** Tells a value that a comparison finds from NULL, which stands for infinite numbers too, and text. */
function shapeOf(value: ExactValue): 'v' | 'n' | 't' {
  if (value === null) return 'n';
  // Not every engine reads a NUL in JSON.
  return isFindable(value) && !String(value).includes('\0') ? 'v' : 't';
}

/** Checks that a column still has a value like the one that the id was made of. */
function likeShape(name: SQL, shape: ReturnType<typeof shapeOf> | undefined): SQL[] {
  if (shape === 'n') return [sql`typeof(${name}) IN ('null', 'real')`];
  return shape === 't' ? [sql`typeof(${name}) = 'text'`] : [];
}

function isListed(names: readonly SQL[], values: readonly ExactValue[][]): SQL {
  const rows = toJsonList(values);
  const [first] = names;
  if (names.length === 1 && first) {
    // json_each has no affinity of its own, so the column's affinity applies to the comparison.
    return sql`${first} IN (SELECT ${listedValue(0)} FROM json_each(${rows}))`;
  }
  const listed = names.map((_, index) => listedValue(index));
  return sql`(${sql.join([...names], sql`, `)}) IN
        (SELECT ${sql.join(listed, sql`, `)} FROM json_each(${rows}))`;
}
