import type { ForeignFile } from '../../db/engines/embedded/foreign-file.js';
import { openRehearsal, type Rehearsal } from '../../db/engines/embedded/rehearsal.js';
import { explainFault } from '../../db/errors.js';
import { isKeyword, type Token, tokenize } from '../../db/introspection/tokens.js';
import { message, type Message } from '../../messages/message.js';
import {
  type ForeignObject,
  type ForeignSchema,
  type ForeignTable,
  inOrder,
  literal,
  quoted,
} from './foreign-objects.js';

/**
 * Names with a prefix. SQLite itself rewrites the mentions of a table in foreign keys, views,
 * triggers and indexes when it renames the table, so the objects are made and renamed in an empty
 * database. It cannot rename a view: a table with its columns stands for it meanwhile.
 */

interface Renamed {
  schema: ForeignSchema;
  problems: Message[];
}

/** Puts the prefix before the name of every object, also where others mention it. */
export function withPrefix(file: ForeignFile, schema: ForeignSchema, prefix: string): Renamed {
  const shadows = new Set(schema.tables.filter(isShadow).map(({ name }) => name));
  const objects = schema.objects.filter(({ name }) => !shadows.has(name));
  const rehearsal = openRehearsal();
  try {
    const problems = [
      ...inOrder(objects).flatMap((object) => makeForRename(rehearsal, file, object)),
      ...objects
        .filter(({ type }) => type === 'table' || type === 'view')
        .flatMap((object) => {
          const { name } = object;
          const sql = `ALTER TABLE ${quoted(name)} RENAME TO ${quoted(prefix + name)}`;
          return problemOf(object, rehearsal.make(sql));
        }),
    ];
    // The first fault stops every rename after it.
    if (problems.length > 0) return { schema, problems: problems.slice(0, 1) };
    const renamed = schema.objects.map((object): ForeignObject => {
      const as = prefix + object.name;
      const isMade = shadows.has(object.name);
      return { ...object, as, sqlAs: isMade ? object.sql : textAs(rehearsal, object, as) };
    });
    const tables = schema.tables.map((table) => ({ ...table, as: prefix + table.name }));
    return { schema: { objects: renamed, tables }, problems: [] };
  } finally {
    rehearsal.close();
  }
}

const isShadow = ({ parent }: ForeignTable) => parent !== null;
const viewName = (name: string) => `view of ${name}`;

/** Makes an object so that a rename reaches everything in it. */
function makeForRename(rehearsal: Rehearsal, file: ForeignFile, object: ForeignObject): Message[] {
  const { type, name, sql } = object;
  if (type === 'trigger') return problemOf(object, rehearsal.make(asBefore(sql)));
  if (type !== 'view') return problemOf(object, rehearsal.make(sql));
  let columns: string[];
  try {
    columns = file
      .rows(`SELECT name FROM pragma_table_info(${literal(name)})`)
      .map(([column]) => quoted(String(column)));
  } catch (error) {
    return problemOf(object, error instanceof Error ? error.message : String(error));
  }
  const stand = rehearsal.make(`CREATE TABLE ${quoted(name)} (${columns.join(', ')})`);
  return problemOf(object, stand ?? rehearsal.make(renamed(sql, viewName(name))));
}

function problemOf({ type, name }: ForeignObject, words: string | null): Message[] {
  if (words === null) return [];
  const problem = explainFault(words);
  return [message('adoption.object', { object: `object.${type}`, name, problem })];
}

/** Reads the text of an object after the renames. */
function textAs(rehearsal: Rehearsal, { type, name, sql }: ForeignObject, as: string): string {
  const stored = type === 'view' ? viewName(name) : type === 'table' ? as : name;
  const [row] = rehearsal.rows(
    `SELECT sql FROM sqlite_schema WHERE name = ${literal(stored)} AND type = '${type}'`,
  );
  const text = String(row?.[0]);
  if (type === 'table') return text;
  const own = renamed(text, as);
  return type === 'trigger' && insteadOf(tokenize(sql)) ? asInsteadOf(own) : own;
}

/** Replaces the name that a CREATE statement gives. */
function renamed(sql: string, as: string): string {
  const token = nameToken(tokenize(sql));
  return token ? sql.slice(0, token.start) + quoted(as) + sql.slice(token.end) : sql;
}

function nameToken(tokens: readonly Token[]): Token | undefined {
  let index = tokens.findIndex((token) => isKeyword(token, 'INDEX', 'VIEW', 'TRIGGER')) + 1;
  if (isKeyword(tokens[index], 'IF')) index += 3;
  return isKeyword(tokens[index + 1], '.') ? tokens[index + 2] : tokens[index];
}

/** Finds INSTEAD in the head of a trigger. */
function insteadOf(tokens: readonly Token[]): Token | undefined {
  const name = nameToken(tokens);
  const next = name && tokens[tokens.indexOf(name) + 1];
  return isKeyword(next, 'INSTEAD') ? next : undefined;
}

/** A trigger of a view, as a table takes it. */
function asBefore(sql: string): string {
  const tokens = tokenize(sql);
  const instead = insteadOf(tokens);
  const of = instead && tokens[tokens.indexOf(instead) + 1];
  return instead && of ? `${sql.slice(0, instead.start)}BEFORE${sql.slice(of.end)}` : sql;
}

function asInsteadOf(sql: string): string {
  const tokens = tokenize(sql);
  const name = nameToken(tokens);
  const before = name && tokens[tokens.indexOf(name) + 1];
  return before ? `${sql.slice(0, before.start)}INSTEAD OF${sql.slice(before.end)}` : sql;
}
