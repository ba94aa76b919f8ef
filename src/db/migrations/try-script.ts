import { message, type Message } from '../../messages/message.js';
import { folded } from '../names.js';
import { keyOf, type SchemaObject, type Scratch, type TableFacts } from './scratch.js';
import { normalForm, type ObjectType, readStatement } from './statements.js';

/**
 * Tries a script on a scratch database, statement by statement, and finds what it takes away. A
 * script names what a statement of its own drops: DROP TRIGGER, DROP INDEX, DROP VIEW, DROP TABLE,
 * a column of ALTER TABLE. With a table that it names, and that is not there at the end, go its
 * columns, indexes and triggers. Everything else that goes, goes unnoticed: a table that is dropped
 * and made again has lost its triggers and indexes.
 */

export type LossKind = ObjectType | 'column' | 'unique' | 'reference' | 'changed';

export interface Loss {
  kind: LossKind;
  /** The table of everything but tables and views. */
  table: string;
  /** Name of the object or column; the columns of a key. */
  name: string;
  /** Type of a changed object. */
  type?: ObjectType;
}

export interface TriedScript {
  /** SQLite's words for the statement that does not run; null when all of them do. */
  problem: string | null;
  named: Loss[];
  unnamed: Loss[];
  /** Each ordinary table of before, with its name afterwards; null when it is dropped. */
  tables: { name: string; after: string | null }[];
  /** Folded names of the tables from which a DELETE of the script removes rows. */
  deletesFrom: Set<string>;
  mayDeleteRows: boolean;
}

/** Facts of the statements on their way, which the two ends do not show. */
interface Steps {
  /** Keys of objects that a statement drops by their name. */
  dropped: Set<string>;
  /** Objects that went with another one, as they were then. */
  fellWith: Map<string, SchemaObject>;
  /** New name of a renamed table, by its folded old name. */
  renamedTables: Map<string, string>;
  /** New name of a column by `table.column`, folded; null of a dropped one. */
  columns: Map<string, string | null>;
}

/** Runs a script on a scratch database, which keeps the schema of its end. */
export function tryScript(scratch: Scratch, script: readonly string[]): TriedScript {
  const steps: Steps = {
    dropped: new Set(),
    fellWith: new Map(),
    renamedTables: new Map(),
    columns: new Map(),
  };
  const before = { objects: scratch.objects(), tables: scratch.tables() };
  const facts = script.map(readStatement);
  let problem: string | null = null;
  for (const [index, sql] of script.entries()) {
    const { isOnSchema, isAlter, drops } = facts[index] ?? readStatement(sql);
    // A statement on rows may need rows, and ATTACH or VACUUM INTO would write a file.
    if (!isOnSchema) continue;
    const from = { objects: scratch.objects(), tables: isAlter ? scratch.tables() : null };
    problem = scratch.run(sql);
    if (problem !== null) break;
    noteStep(steps, from, scratch, drops);
  }
  const after = { objects: scratch.objects(), tables: scratch.tables() };
  const tables = [...before.tables.values()].map(({ name }) => {
    const ends = [endOf(name, steps, before.tables), name];
    return { name, after: ends.find((end) => after.tables.has(folded(end))) ?? null };
  });
  const losses = [
    ...lostObjects(before.objects, after.objects, steps, tables),
    ...tables.flatMap((table) => lostParts(table, before.tables, after.tables, steps)),
  ];
  const deletesFrom = new Set(facts.flatMap(({ deletesFrom: table }) => table ?? []));
  return {
    problem,
    named: losses.flatMap(({ isNamed, loss }) => (isNamed ? [loss] : [])),
    unnamed: losses.flatMap(({ isNamed, loss }) => (isNamed ? [] : [loss])),
    tables,
    deletesFrom,
    mayDeleteRows: facts.some((statement) => statement.mayDeleteRows),
  };
}

/** Says which thing is lost. */
export function lossMessage({ kind, table, name, type = 'table' }: Loss): Message {
  switch (kind) {
    case 'table':
    case 'view':
      return message('database.loss_object', { object: `object.${kind}`, name });
    case 'index':
    case 'trigger':
      return message('database.loss_part', { object: `object.${kind}`, name, table });
    case 'column':
      return message('database.loss_column', { name, table });
    case 'unique':
      return message('database.loss_unique', { name, table });
    case 'reference':
      return message('database.loss_reference', { name, table });
    case 'changed':
      return message('database.loss_changed', { object: `object.${type}`, name, table });
  }
}

function noteStep(
  steps: Steps,
  from: { objects: Map<string, SchemaObject>; tables: Map<string, TableFacts> | null },
  scratch: Scratch,
  drops: ObjectType | null,
): void {
  const objects = scratch.objects();
  const gone = [...from.objects].filter(([key]) => !objects.has(key));
  if (from.tables) {
    const [old] = gone.filter(([, { type }]) => type === 'table');
    const made = [...objects.values()].find((object) => !from.objects.has(keyOf(object)));
    if (old && made) steps.renamedTables.set(folded(old[1].name), made.name);
    else noteColumns(steps, from.tables, scratch.tables());
    return;
  }
  for (const [key, object] of gone) {
    if (object.type === drops) steps.dropped.add(key);
    else steps.fellWith.set(key, object);
  }
}

/** Notes the column that an ALTER renames or drops. */
function noteColumns(
  steps: Steps,
  before: Map<string, TableFacts>,
  after: Map<string, TableFacts>,
): void {
  for (const [table, { columns }] of before) {
    const now = after.get(table)?.columns ?? [];
    const made = now.find((column) => !columns.includes(column)) ?? null;
    for (const column of columns.filter((one) => !now.includes(one))) {
      steps.columns.set(`${table}.${folded(column)}`, made);
    }
  }
}

/** Name of a table at the end; a name that another table had before is none of its own. */
function endOf(name: string, steps: Steps, before: ReadonlyMap<string, TableFacts>): string {
  const renamed = steps.renamedTables.get(folded(name));
  if (renamed === undefined || before.has(folded(renamed))) return name;
  return renamed;
}

interface FoundLoss {
  loss: Loss;
  isNamed: boolean;
}

function lostObjects(
  before: Map<string, SchemaObject>,
  after: Map<string, SchemaObject>,
  steps: Steps,
  tables: TriedScript['tables'],
): FoundLoss[] {
  const ends = new Map(tables.map(({ name, after: end }) => [folded(name), end]));
  const isThere = (name: string) => {
    const end = ends.get(folded(name)) ?? name;
    return after.has(`table ${folded(end)}`) || after.has(`view ${folded(end)}`);
  };
  const sorted = [...before].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.flatMap(([key, object]): FoundLoss[] => {
    const { type, name, tableName: table } = object;
    const now = after.get(key);
    const isDropped = steps.dropped.has(key);
    if (now) {
      const fell = steps.fellWith.get(key);
      const isChanged = fell !== undefined && normalForm(fell.sql) !== normalForm(now.sql);
      if (!isChanged || isDropped) return [];
      return [{ loss: { kind: 'changed', type, table, name }, isNamed: false }];
    }
    if (type === 'table' && isThere(name)) return [];
    // With a table that is dropped for good go its indexes and triggers.
    const isPart = (type === 'index' || type === 'trigger') && !isThere(table);
    return [{ loss: { kind: type, table, name }, isNamed: isDropped || isPart }];
  });
}

/** Finds lost columns, keys and references of a table that is there at the end. */
function lostParts(
  { name: table, after: end }: TriedScript['tables'][number],
  before: Map<string, TableFacts>,
  after: Map<string, TableFacts>,
  steps: Steps,
): FoundLoss[] {
  const facts = before.get(folded(table));
  const now = end === null ? undefined : after.get(folded(end));
  if (!facts || !now) return [];
  /** Name at the end of a column; null when the script drops it. */
  const follow = (column: string): string | null => {
    let name: string | null = column;
    const seen = new Set<string>();
    while (name !== null && !seen.has(name)) {
      seen.add(name);
      const places: string[] = [table, now.name].map(folded);
      const key: string | undefined = places
        .map((place) => `${place}.${folded(name ?? '')}`)
        .find((candidate) => steps.columns.has(candidate));
      if (key !== undefined) name = steps.columns.get(key) ?? null;
    }
    return name;
  };
  const has = (names: readonly string[], name: string) =>
    names.some((one) => folded(one) === folded(name));
  const columns = facts.columns.flatMap((name): FoundLoss[] => {
    const found = follow(name);
    const isNamed = found === null;
    return found !== null && has(now.columns, found)
      ? []
      : [{ loss: { kind: 'column', table, name }, isNamed }];
  });
  const lostColumns = columns.map(({ loss }) => loss.name);
  const keys = facts.keys
    .filter((key) => !key.some((column) => has(lostColumns, column)))
    .filter((key) => {
      const wanted = key.map((column) => follow(column) ?? '');
      return !now.unique.some(
        (one) => one.length === wanted.length && wanted.every((column) => has(one, column)),
      );
    });
  const references = facts.references.filter(
    (column) => !has(lostColumns, column) && !has(now.references, follow(column) ?? ''),
  );
  return [
    ...columns,
    ...keys.map((key): FoundLoss => {
      return { loss: { kind: 'unique', table, name: key.join(', ') }, isNamed: false };
    }),
    ...references.map((name): FoundLoss => {
      return { loss: { kind: 'reference', table, name }, isNamed: false };
    }),
  ];
}
