import { sql, type SQL } from 'drizzle-orm';
import { guard, type Write } from '../../db/batch.js';
import type { Actor } from '../../domain/actor.js';
import { fixedValues } from '../rows/create.js';
import type { ScopedResource } from '../rows/scoped-resource.js';
import {
  maskValues,
  plainValues,
  stampsNow,
  toStored,
  type Values,
} from '../row-values/stored-values.js';
import { auditRows } from '../stored-rows/audit.js';
import { changesGuard } from '../stored-rows/guards.js';
import { makeKey } from '../tables/made-key.js';
import { listedValue, toJsonList } from '../values/exact-value.js';
import type { Effect } from './decide.js';
import { bareEdits, groupEdits, writeEdits } from './edits.js';

/** Builds the writes of an import: one statement for rows with the same columns. */

type Addition = Extract<Effect, { kind: 'add' }>;
type Edit = Extract<Effect, { kind: 'change' }>;

/**
 * Builds the batch of some rows, with guards and audit rows.
 * @param effects of one chunk, which fits a parameter
 */
export function importWrites(
  resource: ScopedResource,
  actor: Actor,
  operationId: string,
  effects: readonly Effect[],
): Write[] {
  return [
    ...groupEdits(resource, editsAmong(effects)).flatMap((group) =>
      writeEdits(resource, actor, operationId, group),
    ),
    ...groupAdditions(resource, actor, additionsAmong(effects)).flatMap((group) =>
      writeAdditions(resource, actor, operationId, group),
    ),
  ];
}

/** Builds the statements alone, with guards that they write every row, and none out of scope. */
export function bareWrites(
  resource: ScopedResource,
  actor: Actor,
  effects: readonly Effect[],
): SQL[] {
  return [
    ...groupEdits(resource, editsAmong(effects)).flatMap((group) =>
      bareEdits(resource, actor, group),
    ),
    ...groupAdditions(resource, actor, additionsAmong(effects)).flatMap((group) =>
      bareAdditions(resource, actor, group),
    ),
  ];
}

const editsAmong = (effects: readonly Effect[]) =>
  effects.flatMap((effect): Edit[] => (effect.kind === 'change' ? [effect] : []));
const additionsAmong = (effects: readonly Effect[]) =>
  effects.flatMap((effect): Addition[] => (effect.kind === 'add' ? [effect] : []));

/** Characters of the audit rows of one statement: they are one statement too. */
const AUDIT_LENGTH = 300_000;

/** Rows that fill the same columns, so that empty ones take their defaults. */
interface AdditionGroup {
  columns: string[];
  rows: { values: Values; stored: Values }[];
  length: number;
}

function groupAdditions(
  resource: ScopedResource,
  actor: Actor,
  additions: readonly Addition[],
): AdditionGroup[] {
  const { context, table } = resource;
  const { madeKey } = table;
  const stamps = stampsNow(resource, /^(created|updated)_at$/);
  const fixed = additions.length === 0 ? {} : fixedValues(resource, actor);
  const initial = Object.fromEntries(resource.access.initial);
  const open = new Map<string, AdditionGroup>();
  const groups: AdditionGroup[] = [];
  for (const addition of additions) {
    const made =
      madeKey === null || (addition.values[madeKey.column] ?? null) !== null
        ? {}
        : { [madeKey.column]: makeKey(madeKey, context.newId) };
    const values: Values = { ...stamps, ...initial, ...addition.values, ...fixed, ...made };
    const stored: Values = toStored(resource, values);
    const columns = Object.keys(stored)
      .filter((name) => stored[name] !== null)
      .sort();
    const name = JSON.stringify(columns);
    const length = JSON.stringify(maskValues(resource, values)).length + name.length;
    let group = open.get(name);
    if (group === undefined || group.length + length > AUDIT_LENGTH) {
      group = { columns, rows: [], length: 0 };
      open.set(name, group);
      groups.push(group);
    }
    group.rows.push({ values, stored });
    group.length += length;
  }
  return groups;
}

function insertAlike({ table }: ScopedResource, { columns, rows }: AdditionGroup): SQL {
  const name = sql.identifier(table.info.name);
  const list = toJsonList(
    rows.map(({ stored }) => columns.map((column) => stored[column] ?? null)),
  );
  const [first] = table.columns;
  // A row of defaults alone still names a column: the number of its row is made.
  if (columns.length === 0 && first) {
    return sql`INSERT INTO ${name} (${sql.identifier(table.info.primaryKey[0] ?? first.name)})
      SELECT NULL FROM json_each(${list})`;
  }
  const targets = columns.map((column) => sql`${sql.identifier(column)}`);
  const sources = columns.map((_column, index) => listedValue(index));
  return sql`INSERT INTO ${name} (${sql.join(targets, sql`, `)})
    SELECT ${sql.join(sources, sql`, `)} FROM json_each(${list})`;
}

function bareAdditions(resource: ScopedResource, actor: Actor, group: AdditionGroup): SQL[] {
  const { table, access } = resource;
  const count = group.rows.length;
  const { known } = idsIn(resource, group);
  const made = known === null ? madeRows(count) : (table.key?.whereIn(known) ?? sql`0`);
  const own = sql`SELECT count(*) = ${count} FROM ${sql.identifier(table.info.name)}
    WHERE ${made} AND ${resource.scope(actor)}`;
  return [
    insertAlike(resource, group),
    ...changesGuard(table, count),
    ...(access.rows === 'all' ? [] : [guard('rows.imported', own)]),
  ];
}

/** Returns the ids of new rows; `known` where all are known before they are written. */
function idsIn(resource: ScopedResource, { rows }: AdditionGroup) {
  const ids = rows.map(({ values }) => idOf(resource, values));
  const known = ids.flatMap((id) => (id === null ? [] : [id]));
  return { ids, known: known.length === rows.length ? known : null };
}

function writeAdditions(
  resource: ScopedResource,
  actor: Actor,
  operationId: string,
  group: AdditionGroup,
): Write[] {
  const { context, table } = resource;
  const { rows } = group;
  const { ids, known } = idsIn(resource, group);
  const entries = rows.map(({ values }, index) => ({
    recordId: ids[index] ?? String(index - rows.length + 1),
    after: maskValues(resource, values),
  }));
  const audit = { context, actor, operationId };
  const toRecordId = known === null ? madeNumber : undefined;
  return [
    ...bareAdditions(resource, actor, group),
    ...auditRows(audit, table.info.name, 'created', entries, toRecordId),
    ...rows.flatMap(
      ({ values }, index) =>
        table.declaration?.hooks?.onCreate?.(context, actor, {
          id: ids[index] ?? '',
          before: {},
          after: plainValues(values),
        }) ?? [],
    ),
  ];
}

/** Returns the id of a new row whose key is known before it is written. */
function idOf({ table: { key } }: ScopedResource, values: Values): string | null {
  if (key === null || key.names.length === 0) return null;
  return key.encodeValues(key.names.map((name) => values[name] ?? null));
}

/** Matches the rows that one INSERT numbered: SQLite counts on from the largest number. */
function madeRows(count: number): SQL {
  return sql`rowid BETWEEN (SELECT last_insert_rowid()) - ${count - 1}
    AND (SELECT last_insert_rowid())`;
}

/** Reads the number of a row from its distance to the last one of its INSERT. */
const madeNumber = (distance: SQL) => sql`CAST((SELECT last_insert_rowid()) + ${distance} AS TEXT)`;
