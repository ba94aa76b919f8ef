import fc from 'fast-check';

/** Random legal schemas, of what SQLite allows and people rarely think of. */

export interface RandomTable {
  name: string;
  kind: 'table' | 'view';
  ddl: string;
}

interface Column {
  name: string;
  type: string;
  /** SQL after the type; `NAME` stands for the column's quoted name. */
  rest: string;
}

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

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

const lists = fc.uniqueArray(fc.constantFrom('a', 'b c', "it's", 'x,y', '(', 'é', 'NULL', ' '), {
  minLength: 1,
  maxLength: 4,
});

/** A CHECK of allowed values in one of its spellings. */
const listChecks = fc
  .tuple(lists, fc.constantFrom('in', 'or', 'null', 'spread'))
  .map(([values, spelling]) => {
    const all = values.map(text);
    if (spelling === 'or') return `CHECK (${all.map((value) => `NAME = ${value}`).join(' OR ')})`;
    if (spelling === 'null') return `CHECK (NAME IS NULL OR NAME IN (${all.join(',')}))`;
    if (spelling === 'spread') return `CHECK\n(( NAME\tin (\n${all.join('\n,\n')}\n) ))`;
    return `CHECK (NAME IN (${all.join(', ')}))`;
  });

const anyColumn = fc.oneof(
  fc.record({
    type: fc.constantFrom('TEXT', 'INTEGER', 'REAL', 'INT'),
    rest: fc.constantFrom('', 'NOT NULL', 'UNIQUE', 'COLLATE NOCASE', 'DEFAULT NULL'),
  }),
  fc.record({ type: fc.constant('TEXT'), rest: listChecks }),
  fc.constantFrom(
    ...[
      ['INTEGER', 'NOT NULL DEFAULT 1 CHECK (NAME IN (0, 1))'],
      ['INTEGER', 'CHECK (NAME BETWEEN 1 AND 9)'],
      ['INTEGER', 'NOT NULL CHECK (NAME > 0)'],
      ['REAL', 'NOT NULL DEFAULT (round(abs(-1.25), 2))'],
      ['REAL', 'CHECK (NAME >= 0 AND NAME < 1000)'],
      ['TEXT', 'NOT NULL CHECK (length(NAME) <= 40)'],
      ['TEXT', "NOT NULL DEFAULT 'it''s' "],
      ['TEXT', "DEFAULT (lower('A' || 'B'))"],
      ['TEXT', 'DEFAULT CURRENT_TIMESTAMP'],
      ['TEXT', 'CHECK (json_valid(NAME))'],
      ['BLOB', ''],
      ['BLOB', "NOT NULL DEFAULT x'00ff'"],
      ['ANY', ''],
      ['ANY', 'NOT NULL'],
      ['ANY', "CHECK (NAME IN (1, 'a', 2.5))"],
      ['INTEGER', 'GENERATED ALWAYS AS (2 * 21) STORED'],
      ['TEXT', "AS ('gen') VIRTUAL"],
    ].map(([type = '', rest = '']) => ({ type, rest })),
  ),
);

/** Names and types that STRICT tables do not know. */
const looseColumn = fc
  .constantFrom(
    ...['VARCHAR(20)', 'DECIMAL(10,2)', 'BOOLEAN', 'DATETIME', 'JSON', 'DOUBLE PRECISION'],
    ...['', 'STRING', 'BLOB NOT NULL'],
  )
  .map((type) => ({ type, rest: '' }));

const keys = fc.constantFrom('text', 'typed', 'number', 'counted', 'composite', 'none');

interface Draft {
  name: string;
  key: 'text' | 'typed' | 'number' | 'counted' | 'composite' | 'none';
  strict: boolean;
  withoutRowid: boolean;
  columns: Column[];
  loose: { type: string; rest: string }[];
  /** Places of other tables in the schema, its own among them. */
  references: number[];
}

const drafts = fc.uniqueArray(
  fc.record({
    name: names,
    key: keys,
    strict: fc.boolean(),
    withoutRowid: fc.boolean(),
    columns: fc.uniqueArray(
      fc.tuple(names, anyColumn).map(([name, column]): Column => ({ name, ...column })),
      { minLength: 1, maxLength: 6, selector: ({ name }) => name.toLowerCase() },
    ),
    loose: fc.array(looseColumn, { maxLength: 2 }),
    references: fc.array(fc.nat({ max: 3 }), { maxLength: 2 }),
  }),
  { minLength: 2, maxLength: 4, selector: ({ name }) => name.toLowerCase() },
);

/** Two to four tables that refer to each other in any direction, and a view of each second one. */
export const randomSchemas: fc.Arbitrary<RandomTable[]> = drafts.map((all) =>
  all.flatMap((draft, index) => {
    const name = `t${index} ${draft.name}`;
    const table: RandomTable = { name, kind: 'table', ddl: createTable(draft, name, all) };
    if (index % 2 === 1) return [table];
    const view = `v${index}"${draft.name}`;
    const ddl = `CREATE VIEW ${quoted(view)} AS SELECT *, 1 AS one FROM ${quoted(name)}`;
    return [table, { name: view, kind: 'view', ddl }];
  }),
);

function createTable(draft: Draft, name: string, all: readonly Draft[]): string {
  const integer = (key: Draft['key']) => key === 'number' || key === 'counted';
  const single = (key: Draft['key']) => key !== 'composite' && key !== 'none';
  const keyName = 'key id';
  const keyColumns: Record<Draft['key'], string[]> = {
    text: [`${quoted(keyName)} TEXT PRIMARY KEY NOT NULL`],
    typed: [`${quoted(keyName)} TEXT PRIMARY KEY CHECK (length(${quoted(keyName)}) > 0)`],
    number: [`${quoted(keyName)} INTEGER PRIMARY KEY`],
    counted: [`${quoted(keyName)} INTEGER PRIMARY KEY AUTOINCREMENT`],
    composite: [`"k 1" TEXT NOT NULL`, `"k.2" INTEGER NOT NULL`],
    none: [],
  };
  const own = draft.columns
    .filter((column) => column.name !== keyName)
    .map(
      ({ name: column, type, rest }) =>
        `${quoted(column)} ${type} ${rest.replaceAll('NAME', () => quoted(column))}`,
    );
  const loose = draft.strict
    ? []
    : draft.loose.map(({ type, rest }, index) => `"loose ${index}" ${type} ${rest}`);
  const constraints: string[] = [];
  const references = draft.references.flatMap((place, index): string[] => {
    const at = place % all.length;
    const target = all[at];
    if (!target || target.key === 'none') return [];
    const table = quoted(`t${at} ${target.name}`);
    if (single(target.key)) {
      const type = integer(target.key) ? 'INTEGER' : 'TEXT';
      return [`"ref ${index}" ${type} REFERENCES ${table}(${quoted(keyName.toUpperCase())})`];
    }
    constraints.push(`FOREIGN KEY ("ref ${index} a", "ref ${index} b") REFERENCES ${table}`);
    return [`"ref ${index} a" TEXT`, `"ref ${index} b" INTEGER`];
  });
  if (draft.key === 'composite') constraints.unshift('PRIMARY KEY ("k 1", "k.2")');
  const options = [
    ...(draft.strict ? ['STRICT'] : []),
    ...(draft.withoutRowid && draft.key !== 'none' && draft.key !== 'counted'
      ? ['WITHOUT ROWID']
      : []),
  ];
  const definitions = [...keyColumns[draft.key], ...own, ...loose, ...references, ...constraints];
  return `CREATE TABLE ${quoted(name)} (\n${definitions.join(',\n')})${options.join(', ')}`;
}
