import type { ForeignFile } from '../../db/engines/embedded/foreign-file.js';
import { openRehearsal, type Rehearsal } from '../../db/engines/embedded/rehearsal.js';
import { explainFault } from '../../db/errors.js';
import { tokenize } from '../../db/introspection/tokens.js';
import { DomainError } from '../../errors.js';
import { message, verbatim, type Message } from '../../messages/message.js';
import {
  folded,
  type ForeignObject,
  type ForeignSchema,
  inOrder,
  literal,
  quoted,
} from './foreign-objects.js';

/** Reasons for which a file cannot be adopted, found before anything is written. */

const SHOWN = 20;
/** Faults of an index, as https://www.sqlite.org/pragma.html#pragma_integrity_check words them. */
const OF_INDEX =
  /missing from index|wrong # of entries in index|non-unique entry in index|differ from index/;
/** Names that the engines keep for themselves, and those of a search index and of an adoption. */
const RESERVED = /^(?:sqlite_|_cf_|d1_|search_index_|_adopting_)/i;

/** Finds names that the book or an engine has already. */
export function nameProblems(
  objects: readonly ForeignObject[],
  taken: ReadonlySet<string>,
): Message[] {
  return objects.flatMap(({ type, as: name }) => {
    const object: `object.${ForeignObject['type']}` = `object.${type}`;
    if (RESERVED.test(name)) return message('adoption.reserved', { object, name });
    return taken.has(folded(name)) ? message('adoption.taken', { object, name }) : [];
  });
}

/**
 * Finds damage, rows that break the rules of their own tables, and indexes that disagree with their
 * tables. SQLite names them in English.
 */
export function contentProblems(file: ForeignFile): Message[] {
  try {
    const rows = file.rows(`PRAGMA integrity_check(${SHOWN})`).map(([text]) => String(text));
    const faults = rows.filter((text) => text !== 'ok');
    const isIndex = faults.some((text) => OF_INDEX.test(text));
    return [...faults.map(verbatim), ...(isIndex ? [message('adoption.reindex')] : [])];
  } catch (error) {
    if (error instanceof DomainError) return [error.said];
    return [explainFault(error instanceof Error ? error.message : String(error))];
  }
}

/**
 * Makes all objects in an empty database: finds missing collations, functions and modules, and
 * views and triggers that would reach into the book.
 * @param taken folded names of the book's objects
 */
export function objectProblems(
  { objects, tables }: ForeignSchema,
  taken: ReadonlySet<string>,
): Message[] {
  const rehearsal = openRehearsal();
  try {
    const shadows = new Set(tables.filter(({ parent }) => parent !== null).map(({ name }) => name));
    const made: ForeignObject[] = [];
    const problems = inOrder(objects.filter(({ name }) => !shadows.has(name))).flatMap((object) => {
      const words = rehearsal.make(object.sqlAs);
      if (words === null) made.push(object);
      return words === null ? [] : problemWith(object, explainFault(words));
    });
    return [...problems, ...reachProblems(rehearsal, made, taken)];
  } finally {
    rehearsal.close();
  }
}

/**
 * Finds foreign keys, views and triggers whose table the file lacks and the book has: they would
 * read or write the book's rows.
 */
function reachProblems(
  rehearsal: Rehearsal,
  objects: readonly ForeignObject[],
  taken: ReadonlySet<string>,
): Message[] {
  const own = new Set(objects.map(({ as }) => folded(as)));
  const reached = (names: readonly string[]) =>
    names.find((name) => taken.has(folded(name)) && !own.has(folded(name)));
  return objects.flatMap((object) => {
    const names = isWhole(rehearsal, object)
      ? []
      : tokenize(object.sqlAs)
          .filter(({ kind }) => kind === 'word' || kind === 'identifier')
          .map(({ text }) => text);
    const parents =
      object.type === 'table'
        ? rehearsal
            .rows(`SELECT "table" FROM pragma_foreign_key_list(${literal(object.as)})`)
            .map(([name]) => String(name))
        : [];
    const name = reached([...names, ...parents]);
    return name === undefined ? [] : problemWith(object, message('adoption.reaches', { name }));
  });
}

/**
 * Returns false for a view or trigger that names something that does not exist. A view refuses a
 * write for which it has no trigger; that is no fault.
 */
function isWhole(rehearsal: Rehearsal, { type, as }: ForeignObject): boolean {
  if (type === 'view') return rehearsal.prepare(`SELECT * FROM ${quoted(as)}`) === null;
  if (type !== 'trigger') return true;
  const tableName = String(
    rehearsal.rows(
      `SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name = ${literal(as)}`,
    )[0]?.[0],
  );
  const [column] = rehearsal
    .rows(`SELECT name FROM pragma_table_info(${literal(tableName)})`)
    .map(([text]) => quoted(String(text)));
  if (column === undefined) return false;
  const table = quoted(tableName);
  return [
    `INSERT INTO ${table} (${column}) VALUES (NULL)`,
    `UPDATE ${table} SET ${column} = ${column}`,
    `DELETE FROM ${table}`,
  ].every((sql) => !rehearsal.prepare(sql)?.startsWith('no such'));
}

function problemWith({ type, name }: ForeignObject, problem: Message): Message {
  return message('adoption.object', { object: `object.${type}`, name, problem });
}

/** Counts rows that refer to rows which do not exist; null where SQLite cannot say. */
export function brokenReferences(file: ForeignFile): number | null {
  try {
    return Number(file.rows('SELECT count(*) FROM pragma_foreign_key_check')[0]?.[0]);
  } catch {
    return null;
  }
}
