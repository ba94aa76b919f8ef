import fc from 'fast-check';
import { insertRows, quoted, rowsOf, type ForeignTable } from '../../../helpers/foreign/schema.js';
import { looseColumns, type ColumnType } from './random-cells.js';
import { anyColumn, keyKinds } from './random-columns.js';

/** Random legal schemas, of what SQLite allows and people rarely think of. */

export interface RandomTable {
  name: string;
  kind: 'table' | 'view' | 'virtual' | 'shadow';
  /** The statement that makes it; null for a shadow table. */
  ddl: string | null;
  /** The statements that insert its rows, when all tables are there. */
  rows: string[];
  /** Formats of times, and columns that are a part of a reference. */
  facts: Pick<ForeignTable, 'times' | 'bound'>;
}

interface Column extends ColumnType {
  name: string;
}

/** More than a page of a list has. */
const ROWS = 13;

const oddNames = [
  ...['order', 'select', 'from', 'to', 'group', 'index', 'values', 'table', 'key', 'rowid'],
  ...['a b', ' x', 'it"s', "q'q", 'a.b', 'a,b', 'x as y', '?', '$1', ':n', '100%', '#', '[z]'],
  ...['имя', '数', 'é', '🂡', 'عدد', '__proto__', 'constructor', 'params', 'id.x', 'CHECK', '1'],
  ...['starts_at', 'last_seen', 'day_start', 'metadata', 'notes', 'page', 'perPage', 'sortBy'],
];

const names = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...oddNames) },
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((name) => !name.includes('\0')),
);

/** STRICT tables know few names of types. */
const strictType = (sql: string) => sql.replace('VARCHAR(5)', 'TEXT').replace('BIGINT', 'INT');

type KeyKind = keyof typeof keyKinds;

const KEY_NAME = 'key id';
const KEY_NAMES = ['k 1', 'k.2'];

interface Draft {
  name: string;
  key: KeyKind;
  strict: boolean;
  withoutRowid: boolean;
  columns: Column[];
  loose: ColumnType[];
  /** Places of other tables in the schema, its own among them. */
  references: number[];
}

const drafts = fc.uniqueArray(
  fc.record({
    name: names,
    key: fc.constantFrom(...(Object.keys(keyKinds) as KeyKind[])),
    strict: fc.boolean(),
    withoutRowid: fc.boolean(),
    columns: fc.uniqueArray(
      fc.tuple(names, anyColumn).map(([name, column]): Column => ({ name, ...column })),
      { minLength: 1, maxLength: 6, selector: ({ name }) => name.toLowerCase() },
    ),
    loose: fc.array(fc.constantFrom(...looseColumns), { maxLength: 3 }),
    references: fc.array(fc.nat({ max: 3 }), { maxLength: 2 }),
  }),
  { minLength: 2, maxLength: 4, selector: ({ name }) => name.toLowerCase() },
);

/**
 * Two to four tables that refer to each other in any direction, a view of each second one, and a
 * search index with tables of its own.
 */
export const randomSchemas: fc.Arbitrary<RandomTable[]> = drafts.map((all) => [
  ...all.flatMap((draft, index) => {
    const name = `t${index} ${draft.name}`;
    const table = randomTable(draft, name, all, index);
    if (index % 2 === 1) return [table];
    const view = `v${index}"${draft.name}`;
    const ddl = `CREATE VIEW ${quoted(view)} AS SELECT *, 1 AS one FROM ${quoted(name)}`;
    return [table, { name: view, kind: 'view' as const, ddl, rows: [], facts: {} }];
  }),
  ...searchIndex(),
]);

function searchIndex(): RandomTable[] {
  const name = 'found words';
  const ddl = `CREATE VIRTUAL TABLE ${quoted(name)} USING fts5 (body)`;
  const rows = rowsOf(ROWS, (row) => [`word ${row}`]);
  const parts = ['data', 'idx', 'content', 'docsize', 'config'];
  return [
    { name, kind: 'virtual', ddl, rows: insertRows(name, rows), facts: {} },
    ...parts.map((part): RandomTable => ({
      name: `${name}_${part}`,
      kind: 'shadow',
      ddl: null,
      rows: [],
      facts: {},
    })),
  ];
}

interface Defined {
  name: string;
  sql: string;
  cell: ColumnType['cell'];
}

function randomTable(
  draft: Draft,
  name: string,
  all: readonly Draft[],
  index: number,
): RandomTable {
  const kind = keyKinds[draft.key];
  const keys = kind.columns.map((sql, place): Defined => {
    const column = kind.columns.length === 1 ? KEY_NAME : (KEY_NAMES[place] ?? '');
    return {
      name: column,
      sql: `${quoted(column)} ${draft.strict ? strictType(sql) : sql}`,
      cell: (row) => kind.of(row)[place] ?? null,
    };
  });
  const loose = draft.strict
    ? []
    : draft.loose.map((column, place): Column => ({ name: `loose ${place}`, ...column }));
  const own = [...draft.columns.filter((column) => column.name !== KEY_NAME), ...loose];
  const constraints = draft.key === 'composite' ? ['PRIMARY KEY ("k 1", "k.2")'] : [];
  const references = draft.references.flatMap((place, number): Defined[] =>
    reference(all, place % all.length, `ref ${number}`, index, draft.strict, constraints),
  );
  const columns: Defined[] = [
    ...keys,
    ...own.map(({ name: column, type, rest, cell }) => ({
      name: column,
      sql: `${quoted(column)} ${type} ${rest.replaceAll('NAME', () => quoted(column))}`,
      cell,
    })),
    ...references,
  ];
  const options = [
    ...(draft.strict ? ['STRICT'] : []),
    ...(draft.withoutRowid && draft.key !== 'none' && draft.key !== 'counted'
      ? ['WITHOUT ROWID']
      : []),
  ];
  const definitions = [...columns.map(({ sql }) => sql), ...constraints].join(',\n');
  const filled = columns.filter(({ cell }) => cell !== null);
  const rows = rowsOf(ROWS, (row) => filled.map(({ cell }) => cell?.(row) ?? null));
  const times = own.flatMap(({ name: column, times: format }) =>
    format ? [[column, format]] : [],
  );
  return {
    name,
    kind: 'table',
    ddl: `CREATE TABLE ${quoted(name)} (\n${definitions})${options.join(', ')}`,
    rows: insertRows(
      name,
      rows,
      filled.map((column) => column.name),
    ),
    facts: {
      times: Object.fromEntries(times) as NonNullable<ForeignTable['times']>,
      bound: references.flatMap((column) => (/ [ab]$/.test(column.name) ? [column.name] : [])),
    },
  };
}

/** Columns that refer to a row of a table that has rows already: those before, and the own one. */
function reference(
  all: readonly Draft[],
  place: number,
  name: string,
  own: number,
  isStrict: boolean,
  constraints: string[],
): Defined[] {
  const target = all[place];
  if (!target || target.key === 'none') return [];
  const table = quoted(`t${place} ${target.name}`);
  const { of, type, columns } = keyKinds[target.key];
  const cellOf = (part: number) => (row: number) => {
    if (place > own || row % 6 === 0) return null;
    return of(place === own ? Math.ceil(row / 2) : 1 + ((row * 5) % ROWS))[part] ?? null;
  };
  if (columns.length === 1) {
    const known = isStrict ? strictType(type) : type;
    const sql = `${quoted(name)} ${known} REFERENCES ${table}(${quoted(KEY_NAME.toUpperCase())})`;
    return [{ name, sql, cell: cellOf(0) }];
  }
  constraints.push(`FOREIGN KEY ("${name} a", "${name} b") REFERENCES ${table}`);
  return [
    { name: `${name} a`, sql: `"${name} a" TEXT`, cell: cellOf(0) },
    { name: `${name} b`, sql: `"${name} b" INTEGER`, cell: cellOf(1) },
  ];
}
