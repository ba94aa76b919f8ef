import { DomainError } from '../../errors.js';
import { checkLimits, LIMITS } from '../../db/limits.js';
import type { D1Database } from '../../db/types.js';
import { message, type Message } from '../../messages/message.js';
import { quote } from './pages.js';

/** Objects and rows that D1 cannot hold, found before anything is written. */

export interface HeldObject {
  type: 'table' | 'index' | 'view' | 'trigger';
  name: string;
  sql: string;
}

export interface HeldTable {
  name: string;
  kind: 'table' | 'view' | 'virtual' | 'shadow';
  columns: readonly string[];
}

/** Lists what stands against D1, object by object. */
export async function d1Problems(
  database: D1Database,
  objects: readonly HeldObject[],
  tables: readonly HeldTable[],
): Promise<Message[]> {
  const virtual = tables.filter(({ kind }) => kind === 'virtual');
  const shadows = new Set(tables.filter(({ kind }) => kind === 'shadow').map(({ name }) => name));
  const problems = [
    ...virtual.map(({ name }) => objectProblem('table', name, message('adoption.d1_virtual'))),
    ...objects.filter(({ name }) => !shadows.has(name)).flatMap(statementProblem),
  ];
  for (const table of tables.filter(({ kind }) => kind === 'table')) {
    const { name, columns } = table;
    const limit = LIMITS.resultColumns;
    if (columns.length > limit) {
      const wide = message('adoption.d1_columns', { count: columns.length, limit });
      problems.push(objectProblem('table', name, wide));
    } else problems.push(...(await rowProblems(database, table)));
  }
  return problems;
}

function objectProblem(type: HeldObject['type'], name: string, problem: Message): Message {
  return message('adoption.object', { object: `object.${type}`, name, problem });
}

function statementProblem({ type, name, sql }: HeldObject): Message[] {
  try {
    checkLimits({ sql, params: [] });
    return [];
  } catch (error) {
    if (error instanceof DomainError) return [objectProblem(type, name, error.said)];
    throw error;
  }
}

/** Counts rows beyond D1's size, and those with an infinity, which its answers cannot carry. */
async function rowProblems(database: D1Database, { name, columns }: HeldTable): Promise<Message[]> {
  if (columns.length === 0) return [];
  const cells = columns.map(quote);
  const bytes = cells.map((cell) => `coalesce(octet_length(${cell}), 0)`).join(' + ');
  const infinite = cells.map((c) => `(typeof(${c}) = 'real' AND ${c} <> 0 AND ${c} = ${c} * 2)`);
  const [row] = await database
    .prepare(
      `SELECT sum(${bytes} > ${LIMITS.valueBytes}), sum(${infinite.join(' OR ')}) FROM ${quote(name)}`,
    )
    .raw<[number | null, number | null]>();
  const [long, endless] = [row?.[0] ?? 0, row?.[1] ?? 0];
  const limit = LIMITS.valueBytes;
  return [
    ...(long > 0 ? [message('adoption.d1_long_rows', { rows: long, limit })] : []),
    ...(endless > 0 ? [message('adoption.d1_infinite', { rows: endless })] : []),
  ].map((problem) => objectProblem('table', name, problem));
}
